// Zero bytes and others, at the speed of the vector unit.
#ifndef CVECTORS_ZEROS_H
#define CVECTORS_ZEROS_H
#include <stddef.h>

// How many of the `count` bytes, from the first on, are 0.
size_t zeros_before_others(const void *bytes, size_t count);

// How many of the `count` bytes, from the first on, are not 0.
size_t others_before_zero(const void *bytes, size_t count);
#endif
