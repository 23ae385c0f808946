// Compiled only: what Sources/CPMIx says of PMIx, held against PMIx's own header.
#include <pmix.h>
#include "types.h"

#define SAME_SIZE(ours, theirs) _Static_assert(sizeof(ours) == sizeof(theirs), "size of " #theirs)
#define SAME_PLACE(ours, theirs, field) \
    _Static_assert(offsetof(ours, field) == offsetof(theirs, field), "place of " #theirs "." #field)
#define SAME_TEXT(ours, theirs) _Static_assert(__builtin_strcmp(ours, theirs) == 0, "text of " #theirs)
#define SAME(ours, theirs) _Static_assert((ours) == (theirs), "value of " #theirs)

SAME_SIZE(cpmix_status, pmix_status_t);
SAME_SIZE(cpmix_proc, pmix_proc_t);
SAME_PLACE(cpmix_proc, pmix_proc_t, rank);
SAME_SIZE(cpmix_byte_object, pmix_byte_object_t);
SAME_PLACE(cpmix_byte_object, pmix_byte_object_t, size);
SAME_SIZE(cpmix_value, pmix_value_t);
SAME_PLACE(cpmix_value, pmix_value_t, data.uint32);
SAME_PLACE(cpmix_value, pmix_value_t, data.bo);
SAME_SIZE(cpmix_info, pmix_info_t);
SAME_PLACE(cpmix_info, pmix_info_t, flags);
SAME_PLACE(cpmix_info, pmix_info_t, value);

SAME(CPMIX_SUCCESS, PMIX_SUCCESS);
SAME(CPMIX_ERR_TIMEOUT, PMIX_ERR_TIMEOUT);
SAME(CPMIX_ERR_NOT_FOUND, PMIX_ERR_NOT_FOUND);
SAME(CPMIX_OPERATION_SUCCEEDED, PMIX_OPERATION_SUCCEEDED);
SAME(CPMIX_UINT32, PMIX_UINT32);
SAME(CPMIX_BYTE_OBJECT, PMIX_BYTE_OBJECT);
SAME(CPMIX_GLOBAL, PMIX_GLOBAL);
SAME(CPMIX_RANK_WILDCARD, PMIX_RANK_WILDCARD);
SAME_TEXT(CPMIX_JOB_SIZE, PMIX_JOB_SIZE);

// The functions' types, with PMIx's own in the place of ours.
#define cpmix_status pmix_status_t
#define cpmix_proc pmix_proc_t
#define cpmix_value pmix_value_t
#define cpmix_info pmix_info_t
#define cpmix_op_callback pmix_op_cbfunc_t
#define cpmix_value_callback pmix_value_cbfunc_t
#include "functions.h"

const cpmix_functions all = {
    .init = PMIx_Init,
    .finalize = PMIx_Finalize,
    .put = PMIx_Put,
    .commit = PMIx_Commit,
    .fence_nb = PMIx_Fence_nb,
    .get = PMIx_Get,
    .get_nb = PMIx_Get_nb,
    .error_string = PMIx_Error_string,
};
