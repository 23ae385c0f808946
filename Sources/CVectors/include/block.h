// Words of a block of generated data, at the speed of the vector unit.
#ifndef CVECTORS_BLOCK_H
#define CVECTORS_BLOCK_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// Whether the `count` words at `bytes`, of any alignment, are the table's numbers XOR the two keys in turn.
bool block_words_match(
    const void *bytes, const uint64_t *table, size_t count, uint64_t first_key, uint64_t second_key);

enum { BLOCK_BYTES = 4096 };

// How many of `count` whole blocks, from the first on, are those of a file from block `number` on; `packed` is its node,
// process, file and version in one word.
size_t blocks_matching(
    const void *bytes, const uint64_t *table, size_t count, uint32_t run, uint32_t number, uint64_t packed);

// Writes these words to `bytes`, of any alignment.
void block_words_fill(
    void *bytes, const uint64_t *table, size_t count, uint64_t first_key, uint64_t second_key);
#endif
