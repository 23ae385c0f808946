// What is nested in a JSON text, at the speed of the vector unit.
#ifndef CVECTORS_JSON_H
#define CVECTORS_JSON_H
#include <stddef.h>

// Where the bracket stands that closes the object or array that begins at `start`, whatever is between; `count`, which is
// how long the text is, where there is none.
size_t json_end_of_nested(const void *text, size_t start, size_t count);
#endif
