#include "fingerprint.h"
#include "vectors.h"
#include <string.h>

enum { VECTOR_BYTES = 64, VECTORS = FINGERPRINT_BLOCK_BYTES / VECTOR_BYTES };

typedef uint32_t Words __attribute__((vector_size(VECTOR_BYTES)));
typedef uint64_t Sums __attribute__((vector_size(VECTOR_BYTES)));

// Each pair of words, plus its words of the key, is multiplied; the products are summed, all modulo 2^64.
static inline __attribute__((always_inline)) uint64_t nh(const char *block, const char *key) {
    Sums one = {0}, other = {0};
    for (int i = 0; i < VECTORS; i += 2) {
        Words words[2], keys[2];
        memcpy(words, block + i * VECTOR_BYTES, sizeof words);
        memcpy(keys, key + i * VECTOR_BYTES, sizeof keys);
        Sums a = (Sums)(words[0] + keys[0]), b = (Sums)(words[1] + keys[1]);
        one += (a & 0xffffffff) * (a >> 32);
        other += (b & 0xffffffff) * (b >> 32);
    }
    one += other;
    uint64_t sum = 0;
    for (size_t i = 0; i < sizeof one / sizeof one[0]; i++) sum += one[i];
    return sum;
}

FOR_EACH_PROCESSOR
size_t fingerprints_matching(const void *blocks, size_t count, const void *key, const uint64_t *expected) {
    for (size_t i = 0; i < count; i++) {
        if (nh((const char *)blocks + i * FINGERPRINT_BLOCK_BYTES, key) != expected[i]) return i;
    }
    return count;
}

uint64_t fingerprint_of_block(const void *block, const void *key) { return nh(block, key); }
