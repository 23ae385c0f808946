// Words of a block of generated data, at the speed of the vector unit.
#ifndef CVECTORS_BLOCK_H
#define CVECTORS_BLOCK_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// Whether the `count` words at `bytes`, of any alignment, are the table's numbers XOR the two keys in turn.
bool block_words_match(
    const void *bytes, const uint64_t *table, size_t count, uint64_t first_key, uint64_t second_key);

// Writes these words to `bytes`, of any alignment.
void block_words_fill(
    void *bytes, const uint64_t *table, size_t count, uint64_t first_key, uint64_t second_key);
#endif
