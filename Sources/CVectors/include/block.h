// Bytes of blocks of generated data, at the speed of the vector unit.
#ifndef CVECTORS_BLOCK_H
#define CVECTORS_BLOCK_H
#include <stddef.h>
#include <stdint.h>

enum { BLOCK_BYTES = 4096 };

// The mixing function of SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014),
// which maps 64 bits to 64 bits one to one.
static inline uint64_t block_mix(uint64_t z) {
    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9;
    z = (z ^ z >> 27) * 0x94d049bb133111eb;
    return z ^ z >> 31;
}

// The keys of a block's words at even and at odd places.
struct block_keys { uint64_t even, odd; };

// `packed` is the file's node, process, number and version in one word.
static inline struct block_keys block_keys_of(uint32_t run, uint32_t number, uint64_t packed) {
    uint64_t a = block_mix((uint64_t)run << 32 | number), odd = block_mix(packed ^ a);
    return (struct block_keys){ .even = a ^ block_mix(odd), .odd = odd };
}

// How many of the bytes, from the first on, are those of a file from `offset` on: all of them, or all before that part of
// a block in which the first difference is. `table` has the 512 numbers, and 64 bytes more that are never used.
size_t block_bytes_matching(
    const void *bytes, size_t count, uint64_t offset, const uint64_t *table, uint32_t run, uint64_t packed);

// Writes a file's bytes from `offset` on, at any alignment of either.
void block_bytes_fill(
    void *bytes, size_t count, uint64_t offset, const uint64_t *table, uint32_t run, uint64_t packed);
#endif
