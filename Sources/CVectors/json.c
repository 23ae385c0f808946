#include "json.h"
#include "vectors.h"
#include <stdint.h>
#include <string.h>

#define INLINE static inline __attribute__((always_inline))

// So many bytes are looked at together. Which of them are what is asked for is then a word of 64 bits, the first byte's
// the lowest; so Langdale and Lemire: "Parsing Gigabytes of JSON per Second", 2019.
enum { BLOCK_BYTES = 64 };

typedef uint8_t Bytes __attribute__((vector_size(BLOCK_BYTES)));
typedef _Bool Bits __attribute__((ext_vector_type(BLOCK_BYTES)));

INLINE uint64_t places_of(const Bytes *block, uint8_t byte) {
    Bits bits = __builtin_convertvector(*block == byte, Bits);
    uint64_t places;
    memcpy(&places, &bits, sizeof places);
    return places;
}

// The bytes before which a backslash stands that is not itself such a byte. `first_is` says it of the first byte, and is
// then what holds for the next block's.
INLINE uint64_t escaped(uint64_t backslashes, uint64_t *first_is) {
    uint64_t places = *first_is;
    *first_is = 0;
    for (backslashes &= ~places; backslashes != 0; backslashes &= ~places & (backslashes - 1)) {
        uint64_t first = backslashes & -backslashes;
        places |= first << 1;
        *first_is = first >> 63;
    }
    return places;
}

// The places up to which, themselves included, there is an odd number of the given ones.
INLINE uint64_t odd_up_to(uint64_t places) {
    for (int distance = 1; distance < BLOCK_BYTES; distance *= 2) places ^= places << distance;
    return places;
}

FOR_EACH_PROCESSOR
size_t json_end_of_nested(const void *text, size_t start, size_t count) {
    uint64_t first_is_escaped = 0, first_is_in_string = 0;
    size_t depth = 0;
    for (size_t place = start; place < count; place += BLOCK_BYTES) {
        Bytes block = {0};
        size_t left = count - place;
        if (left >= BLOCK_BYTES) memcpy(&block, (const char *)text + place, BLOCK_BYTES);
        else memcpy(&block, (const char *)text + place, left);

        uint64_t quotes = places_of(&block, '"') & ~escaped(places_of(&block, '\\'), &first_is_escaped);
        uint64_t in_strings = odd_up_to(quotes ^ first_is_in_string);
        first_is_in_string = in_strings >> 63;

        // With this bit set "[" is "{" and "]" is "}", and nothing else is.
        block |= 0x20;
        uint64_t opening = places_of(&block, '{') & ~in_strings;
        uint64_t closing = places_of(&block, '}') & ~in_strings;
        for (uint64_t brackets = opening | closing; brackets != 0; brackets &= brackets - 1) {
            depth += opening & brackets & -brackets ? 1 : -1;
            if (depth == 0) return place + __builtin_ctzll(brackets);
        }
    }
    return count;
}
