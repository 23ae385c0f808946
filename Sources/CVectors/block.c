#include "block.h"
#include "vectors.h"
#include <stdbool.h>
#include <string.h>

#define INLINE static inline __attribute__((always_inline))

typedef uint64_t Words __attribute__((vector_size(64)));
typedef unsigned __int128 Pair;

enum { LANES = sizeof(Words) / sizeof(uint64_t) };

// Bytes that lie in one block.
struct part {
    // The table's, from the first byte on.
    const char *table;
    // The block's two keys in turn, as the first 16 bytes have them.
    Pair keys;
    size_t count;
};

// The part that begins at `offset` of the file, with at most so many bytes.
INLINE struct part part_at(uint64_t offset, size_t most, const uint64_t *table, uint32_t run, uint64_t packed) {
    struct block_keys keys = block_keys_of(run, (uint32_t)(offset / BLOCK_BYTES), packed);
    Pair in_turn = (Pair)keys.odd << 64 | keys.even;
    size_t place = offset % BLOCK_BYTES, rest = BLOCK_BYTES - place, turn = 8 * place % 128;
    return (struct part){
        .table = (const char *)table + place,
        .keys = in_turn >> turn | in_turn << (128 - turn) % 128,
        .count = most < rest ? most : rest,
    };
}

// Vectors are handed over by address: by value they would be another thing on every processor.

INLINE void fill_with_keys(Words *words, const struct part *part) {
    uint64_t first = (uint64_t)part->keys, second = (uint64_t)(part->keys >> 64);
    *words = (Words){first, second, first, second, first, second, first, second};
}

// The bytes of the part from `at` on, which is a multiple of a vector; beyond the part's end they mean nothing.
INLINE void make(Words *words, const struct part *part, size_t at, const Words *keys) {
    memcpy(words, part->table + at, sizeof *words);
    *words ^= *keys;
}

// Adds to `sum` the bits in which the bytes from `at` on differ from what they should be.
INLINE void note_difference(Words *sum, const char *bytes, const struct part *part, size_t at, const Words *keys) {
    Words found, made;
    memcpy(&found, bytes + at, sizeof found);
    make(&made, part, at, keys);
    *sum |= found ^ made;
}

INLINE bool part_matches(const char *bytes, const struct part *part) {
    Words keys, made;
    fill_with_keys(&keys, part);
    // Several sums, so that one load does not wait for the last one's result.
    Words sums[4] = {{0}, {0}, {0}, {0}};
    size_t at = 0;
    for (; at + 4 * sizeof keys <= part->count; at += 4 * sizeof keys) {
        for (int i = 0; i < 4; i++) note_difference(&sums[i], bytes, part, at + i * sizeof keys, &keys);
    }
    for (; at + sizeof keys <= part->count; at += sizeof keys) note_difference(&sums[0], bytes, part, at, &keys);
    Words all = sums[0] | sums[1] | sums[2] | sums[3];
    uint64_t any = 0;
    for (int i = 0; i < LANES; i++) any |= all[i];
    if (any != 0 || at == part->count) return any == 0;
    make(&made, part, at, &keys);
    return memcmp(bytes + at, &made, part->count - at) == 0;
}

INLINE void fill_part(char *bytes, const struct part *part) {
    Words keys, made;
    fill_with_keys(&keys, part);
    size_t at = 0;
    for (; at + sizeof made <= part->count; at += sizeof made) {
        make(&made, part, at, &keys);
        memcpy(bytes + at, &made, sizeof made);
    }
    if (at == part->count) return;
    make(&made, part, at, &keys);
    memcpy(bytes + at, &made, part->count - at);
}

FOR_EACH_PROCESSOR
size_t block_bytes_matching(
    const void *bytes, size_t count, uint64_t offset, const uint64_t *table, uint32_t run, uint64_t packed) {
    size_t done = 0;
    while (done < count) {
        struct part part = part_at(offset + done, count - done, table, run, packed);
        if (!part_matches((const char *)bytes + done, &part)) break;
        done += part.count;
    }
    return done;
}

FOR_EACH_PROCESSOR
void block_bytes_fill(
    void *bytes, size_t count, uint64_t offset, const uint64_t *table, uint32_t run, uint64_t packed) {
    size_t done = 0;
    while (done < count) {
        struct part part = part_at(offset + done, count - done, table, run, packed);
        fill_part((char *)bytes + done, &part);
        done += part.count;
    }
}
