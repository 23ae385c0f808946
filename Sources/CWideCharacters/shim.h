// What Glibc's module leaves out of <wchar.h>.
#ifndef CWIDECHARACTERS_SHIM_H
#define CWIDECHARACTERS_SHIM_H
#include <stdint.h>

static inline int wide_character_columns(uint32_t character) {
    extern int wcwidth(int);
    return wcwidth((int)character);
}
#endif
