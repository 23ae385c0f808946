// A client of PMIx, the interface by which a launcher (mpirun, srun) gives the processes that it starts their ranks, a
// barrier, and each other's bytes. The library is found when it is asked for: no program depends on it.
#ifndef CPMIX_CLIENT_H
#define CPMIX_CLIENT_H
#include "types.h"

// One process's membership. It is never freed, for callbacks may come at any time.
typedef struct cpmix_client cpmix_client;

// `bytes` are the library's, to be copied before the callback returns; NULL unless the status is CPMIX_SUCCESS.
typedef void (*cpmix_bytes_callback)(cpmix_status, const void *bytes, size_t count, void *context);

// Opens libpmix.so.2. NULL where that can't be; `problem`, of `room` bytes, then says why.
cpmix_client *cpmix_open(char *problem, size_t room);

// Makes this process known to its launcher, which may take any time.
cpmix_status cpmix_join(cpmix_client *, uint32_t *rank, uint32_t *size);

// Takes bytes, which are copied, to be published under a key, each once: of what is published again some ranks see the old.
cpmix_status cpmix_put(cpmix_client *, const char *key, const void *bytes, size_t count);

// Lets the other ranks ask for all that was put.
cpmix_status cpmix_commit(cpmix_client *);

// Asks for what a rank publishes. The callback comes once, on a thread of the library's or within this call, unless
// another status than CPMIX_SUCCESS is returned; or never. CPMIX_ERR_NOT_FOUND and CPMIX_ERR_TIMEOUT: not yet.
cpmix_status cpmix_request(cpmix_client *, uint32_t rank, const char *key, cpmix_bytes_callback, void *context);

// Enters a barrier of all ranks, for which nothing is collected. The callback as for a request.
cpmix_status cpmix_enter_barrier(cpmix_client *, cpmix_op_callback, void *context);

// Tells the launcher that this process leaves, which may take any time.
cpmix_status cpmix_leave(cpmix_client *);

// The library's own text for a status.
const char *cpmix_status_text(const cpmix_client *, cpmix_status);
#endif
