// Makes a function for the vector unit that every processor has, and for each wider one.
#ifndef CVECTORS_VECTORS_H
#define CVECTORS_VECTORS_H
// ThreadSanitizer looks on at the choice between them, which is made before it is ready.
#if defined(__has_feature)
#if __has_feature(thread_sanitizer)
#define FOR_EACH_PROCESSOR
#endif
#endif
#if defined(FOR_EACH_PROCESSOR)
#elif defined(__x86_64__)
#define FOR_EACH_PROCESSOR __attribute__((target_clones("avx512dq", "avx2", "default")))
#else
#define FOR_EACH_PROCESSOR
#endif
#endif
