// Where in other data words of generated data may begin, at the speed of the vector unit.
#ifndef CVECTORS_ORIGINS_H
#define CVECTORS_ORIGINS_H
#include <stddef.h>
#include <stdint.h>

enum {
    // How many places are looked at together.
    ORIGIN_PLACES = 64,
    // So many bytes must there be from the first of them on, and one before.
    ORIGIN_BYTES = 96,
};

// What tells places at which generated data may begin from others.
struct origin_marks {
    // A bit for every value of the low 16 bits of a word XOR the next but one: whether a block has such.
    const uint64_t *steps;
    // The table's numbers of the words around the border of two blocks: 509, 510 and 511 of the one, 0, 1 and 2 of the next.
    uint64_t border[6];
};

// Looks at the places from `place` on, 64 together, for the first of the file's whole words in 32 or more bytes of it;
// `end` is where the bytes end. The result is the first of those 64 of which at least one may be such, each then a bit of
// `found`; where there are none, a place from which on fewer than ORIGIN_BYTES are left, and `found` is 0.
size_t origins_possible(
    const void *bytes, size_t place, size_t end, const struct origin_marks *marks, uint64_t *found);
#endif
