#include "zeros.h"
#include "vectors.h"
#include <stdint.h>
#include <string.h>

typedef uint64_t Words __attribute__((vector_size(64)));

enum { LANES = sizeof(Words) / sizeof(uint64_t) };

FOR_EACH_PROCESSOR
size_t zeros_before_others(const void *bytes, size_t count) {
    const char *place = bytes;
    size_t done = 0;
    for (; done + 2 * sizeof(Words) <= count; done += 2 * sizeof(Words)) {
        Words words[2];
        memcpy(words, place + done, sizeof words);
        words[0] |= words[1];
        uint64_t all = 0;
        for (int i = 0; i < LANES; i++) all |= words[0][i];
        if (all != 0) break;
    }
    while (done < count && place[done] == 0) done++;
    return done;
}

size_t others_before_zero(const void *bytes, size_t count) {
    const char *zero = memchr(bytes, 0, count);
    return zero ? (size_t)(zero - (const char *)bytes) : count;
}
