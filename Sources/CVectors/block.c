#include "block.h"
#include "vectors.h"
#include <string.h>

typedef uint64_t Words __attribute__((vector_size(64)));

enum { LANES = sizeof(Words) / sizeof(uint64_t) };

// Vectors are handed over by address: by value they would be another thing on every processor.
static inline __attribute__((always_inline)) void load(Words *words, const void *place) {
    memcpy(words, place, sizeof *words);
}

// Adds to `sum` the bits in which so many words differ from what they should be.
static inline __attribute__((always_inline)) void note_difference(
    Words *sum, const void *place, const uint64_t *table, const Words *keys) {
    Words found, numbers;
    load(&found, place);
    load(&numbers, table);
    *sum |= found ^ numbers ^ *keys;
}

static inline __attribute__((always_inline)) bool words_match(
    const void *bytes, const uint64_t *table, size_t count, uint64_t first_key, uint64_t second_key) {
    const char *place = bytes;
    const uint64_t pair[LANES] = {first_key, second_key, first_key, second_key, first_key, second_key, first_key, second_key};
    Words keys;
    load(&keys, pair);
    // Several sums, so that one load does not wait for the last one's result.
    Words differences[4] = {{0}, {0}, {0}, {0}};
    size_t word = 0;
    for (; word + 4 * LANES <= count; word += 4 * LANES) {
        for (int i = 0; i < 4; i++) {
            size_t at = word + i * LANES;
            note_difference(&differences[i], place + 8 * at, table + at, &keys);
        }
    }
    for (; word + LANES <= count; word += LANES) note_difference(&differences[0], place + 8 * word, table + word, &keys);
    Words all = differences[0] | differences[1] | differences[2] | differences[3];
    uint64_t difference = 0;
    for (int i = 0; i < LANES; i++) difference |= all[i];
    for (; word < count; word++) {
        uint64_t found;
        memcpy(&found, place + 8 * word, sizeof found);
        difference |= found ^ table[word] ^ (word % 2 ? second_key : first_key);
    }
    return difference == 0;
}

FOR_EACH_PROCESSOR
bool block_words_match(
    const void *bytes, const uint64_t *table, size_t count, uint64_t first_key, uint64_t second_key) {
    return words_match(bytes, table, count, first_key, second_key);
}

FOR_EACH_PROCESSOR
size_t blocks_matching(
    const void *bytes, const uint64_t *table, size_t count, uint32_t run, uint32_t number, uint64_t packed) {
    for (size_t i = 0; i < count; i++) {
        struct block_keys keys = block_keys_of(run, number + i, packed);
        if (!words_match((const char *)bytes + i * BLOCK_BYTES, table, BLOCK_BYTES / 8, keys.even, keys.odd)) return i;
    }
    return count;
}

FOR_EACH_PROCESSOR
void block_words_fill(
    void *bytes, const uint64_t *table, size_t count, uint64_t first_key, uint64_t second_key) {
    char *place = bytes;
    const uint64_t pair[LANES] = {first_key, second_key, first_key, second_key, first_key, second_key, first_key, second_key};
    Words keys;
    load(&keys, pair);
    size_t word = 0;
    for (; word + LANES <= count; word += LANES) {
        Words words;
        load(&words, table + word);
        words ^= keys;
        memcpy(place + 8 * word, &words, sizeof words);
    }
    for (; word < count; word++) {
        uint64_t made = table[word] ^ (word % 2 ? second_key : first_key);
        memcpy(place + 8 * word, &made, sizeof made);
    }
}
