// What of PMIx's types and constants is needed, as <pmix_common.h> of PMIx 4 lays them out, so that nothing of it need be
// installed to build.
#ifndef CPMIX_TYPES_H
#define CPMIX_TYPES_H
#include <stddef.h>
#include <stdint.h>

typedef int cpmix_status;

enum {
    CPMIX_SUCCESS = 0,
    CPMIX_ERR_TIMEOUT = -24,
    CPMIX_ERR_NOT_FOUND = -46,
    CPMIX_OPERATION_SUCCEEDED = -157,
};

enum {
    CPMIX_UINT32 = 14,
    CPMIX_BYTE_OBJECT = 27,
};

enum { CPMIX_GLOBAL = 3 };

#define CPMIX_RANK_WILDCARD (UINT32_MAX - 1)
#define CPMIX_JOB_SIZE "pmix.job.size"

typedef struct {
    char nspace[256];
    uint32_t rank;
} cpmix_proc;

typedef struct {
    char *bytes;
    size_t size;
} cpmix_byte_object;

typedef struct {
    uint16_t type;
    union {
        uint32_t uint32;
        cpmix_byte_object bo;
        // The largest that there is.
        struct {
            char *name;
            char *value;
            char separator;
        } envar;
    } data;
} cpmix_value;

typedef struct {
    char key[512];
    uint32_t flags;
    cpmix_value value;
} cpmix_info;

typedef void (*cpmix_op_callback)(cpmix_status, void *context);
typedef void (*cpmix_value_callback)(cpmix_status, cpmix_value *, void *context);
#endif
