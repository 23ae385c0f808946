// Fingerprints of blocks of memory, at the speed of the vector unit.
#ifndef CVECTORS_FINGERPRINT_H
#define CVECTORS_FINGERPRINT_H
#include <stddef.h>
#include <stdint.h>

enum { FINGERPRINT_BLOCK_BYTES = 1024 };

// NH of UMAC (Black, Halevi, Krawczyk, Krovetz, Rogaway: "UMAC: Fast and secure message authentication", 1999) with
// words of 32 bits: with a random key of a block's size, two different blocks have the same one at most once in 2^32.
uint64_t fingerprint_of_block(const void *block, const void *key);

// How many of `count` blocks, from the first on, have the fingerprints that are expected of them.
size_t fingerprints_matching(const void *blocks, size_t count, const void *key, const uint64_t *expected);
#endif
