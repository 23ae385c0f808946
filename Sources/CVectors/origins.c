#include "origins.h"
#include "vectors.h"
#include <string.h>

#define INLINE static inline __attribute__((always_inline))

typedef uint64_t Words __attribute__((vector_size(64)));
typedef int64_t Flags __attribute__((vector_size(64)));
typedef uint8_t Bytes __attribute__((vector_size(ORIGIN_PLACES)));
typedef int8_t ByteFlags __attribute__((vector_size(ORIGIN_PLACES)));

enum { LANES = sizeof(Words) / sizeof(uint64_t) };

// SplitMix64's mixing function; the format's description says more.
INLINE void mix(Words *words) {
    Words z = *words;
    z ^= z >> 30;
    z *= 0xbf58476d1ce4e5b9;
    z ^= z >> 27;
    z *= 0x94d049bb133111eb;
    *words = z ^ z >> 31;
}

INLINE void unmix(Words *words) {
    Words z = *words;
    z ^= z >> 31 ^ z >> 62;
    z *= 0x319642b2d24d8ec3;
    z ^= z >> 27 ^ z >> 54;
    z *= 0x96de1b173f119089;
    *words = z ^ z >> 30 ^ z >> 60;
}

// The run and the number of the blocks of which pairs of an even and an odd word, each 8 bytes after the last one, are.
INLINE void runs_and_numbers(Words *result, const char *place, uint64_t even, uint64_t odd) {
    Words a, b;
    memcpy(&a, place, sizeof a);
    memcpy(&b, place + 8, sizeof b);
    b ^= odd;
    mix(&b);
    a ^= even ^ b;
    unmix(&a);
    *result = a;
}

// Two whole words on either side of the border: they are of one run and of blocks in a row.
INLINE uint64_t two_and_two(const char *place, const uint64_t *border) {
    uint64_t found = 0;
    for (int byte = 0; byte < 8; byte++) {
        Words left, right;
        runs_and_numbers(&left, place + byte, border[1], border[2]);
        runs_and_numbers(&right, place + byte + 16, border[3], border[4]);
        Flags flags = (Flags)(left + 1 == right);
        int64_t any = 0;
        for (int i = 0; i < LANES; i++) any |= flags[i];
        if (any == 0) continue;
        for (int i = 0; i < LANES; i++) found |= (uint64_t)(flags[i] & 1) << (8 * i + byte);
    }
    return found;
}

// Two whole words on one side and one on the other are not 32 bytes: there is at least a byte of one more before them and
// after them. That of the side with two tells.
INLINE uint64_t two_and_one(const char *place, const uint64_t *border) {
    Bytes before, last, first, after;
    memcpy(&before, place - 1, sizeof before);
    memcpy(&last, place + 15, sizeof last);
    memcpy(&first, place + 8, sizeof first);
    memcpy(&after, place + 24, sizeof after);
    ByteFlags flags = (ByteFlags)((before ^ last) == (uint8_t)((border[0] ^ border[2]) >> 56))
        | (ByteFlags)((first ^ after) == (uint8_t)(border[3] ^ border[5]));
    uint64_t found = 0;
    Words groups;
    memcpy(&groups, &flags, sizeof groups);
    // A bit of each of eight bytes, gathered by one multiplication.
    groups &= 0x0101010101010101;
    groups *= 0x0102040810204080;
    groups >>= 56;
    for (int i = 0; i < LANES; i++) found |= groups[i] << (8 * i);
    return found;
}

// Three whole words in one block.
INLINE uint64_t three(const char *place, const uint64_t *steps) {
    uint64_t found = 0;
    for (int i = 0; i < ORIGIN_PLACES; i++) {
        uint16_t first, last;
        memcpy(&first, place + i, sizeof first);
        memcpy(&last, place + i + 16, sizeof last);
        uint16_t step = first ^ last;
        found |= (steps[step / 64] >> step % 64 & 1) << i;
    }
    return found;
}

INLINE int are_zeros(const char *place) {
    Words words[2];
    memcpy(&words[0], place, sizeof words[0]);
    memcpy(&words[1], place + ORIGIN_BYTES - sizeof words[1], sizeof words[1]);
    words[0] |= words[1];
    uint64_t all = 0;
    for (int i = 0; i < LANES; i++) all |= words[0][i];
    return all == 0;
}

FOR_EACH_PROCESSOR
size_t origins_possible(
    const void *bytes, size_t place, size_t end, const struct origin_marks *marks, uint64_t *found) {
    *found = 0;
    for (; place + ORIGIN_BYTES <= end; place += ORIGIN_PLACES) {
        const char *start = (const char *)bytes + place;
        if (are_zeros(start)) continue;
        *found = three(start, marks->steps) | two_and_one(start, marks->border) | two_and_two(start, marks->border);
        if (*found != 0) break;
    }
    return place;
}
