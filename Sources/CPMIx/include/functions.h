// The functions of libpmix that are called.
#ifndef CPMIX_FUNCTIONS_H
#define CPMIX_FUNCTIONS_H
#include "types.h"

typedef struct {
    cpmix_status (*init)(cpmix_proc *self, cpmix_info *, size_t);
    cpmix_status (*finalize)(const cpmix_info *, size_t);
    cpmix_status (*put)(uint8_t scope, const char *key, cpmix_value *);
    cpmix_status (*commit)(void);
    cpmix_status (*fence_nb)(const cpmix_proc *, size_t, const cpmix_info *, size_t, cpmix_op_callback, void *);
    cpmix_status (*get)(const cpmix_proc *, const char *key, const cpmix_info *, size_t, cpmix_value **);
    cpmix_status (*get_nb)(
        const cpmix_proc *, const char *key, const cpmix_info *, size_t, cpmix_value_callback, void *);
    const char *(*error_string)(cpmix_status);
} cpmix_functions;
#endif
