#include "client.h"
#include "functions.h"
#include <dlfcn.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct cpmix_client {
    cpmix_functions functions;
    cpmix_proc self;
};

static bool find(void *library, const char *name, void *function) {
    void *found = dlsym(library, name);
    memcpy(function, &found, sizeof found);
    return found != NULL;
}

static bool find_all(void *library, cpmix_functions *functions) {
    return find(library, "PMIx_Init", &functions->init) &&
           find(library, "PMIx_Finalize", &functions->finalize) &&
           find(library, "PMIx_Put", &functions->put) &&
           find(library, "PMIx_Commit", &functions->commit) &&
           find(library, "PMIx_Fence_nb", &functions->fence_nb) &&
           find(library, "PMIx_Get", &functions->get) &&
           find(library, "PMIx_Get_nb", &functions->get_nb) &&
           find(library, "PMIx_Error_string", &functions->error_string);
}

cpmix_client *cpmix_open(char *problem, size_t room) {
    cpmix_client *client = calloc(1, sizeof *client);
    // Global, for the plugins that it opens itself look for its symbols.
    void *library = client == NULL ? NULL : dlopen("libpmix.so.2", RTLD_NOW | RTLD_GLOBAL);
    if (library != NULL && find_all(library, &client->functions)) return client;
    const char *text = dlerror();
    snprintf(problem, room, "%s", text != NULL ? text : "out of memory");
    if (library != NULL) dlclose(library);
    free(client);
    return NULL;
}

cpmix_status cpmix_join(cpmix_client *client, uint32_t *rank, uint32_t *size) {
    cpmix_status status = client->functions.init(&client->self, NULL, 0);
    if (status != CPMIX_SUCCESS) return status;
    *rank = client->self.rank;
    cpmix_proc all = client->self;
    all.rank = CPMIX_RANK_WILDCARD;
    cpmix_value *value = NULL;
    status = client->functions.get(&all, CPMIX_JOB_SIZE, NULL, 0, &value);
    if (status != CPMIX_SUCCESS) return status;
    if (value == NULL || value->type != CPMIX_UINT32) return CPMIX_ERR_NOT_FOUND;
    // The value is the library's to free, by a function that not every version has: one is kept.
    *size = value->data.uint32;
    return CPMIX_SUCCESS;
}

cpmix_status cpmix_put(cpmix_client *client, const char *key, const void *bytes, size_t count) {
    cpmix_value value = {.type = CPMIX_BYTE_OBJECT};
    // Copied by the library, which takes it without const.
    value.data.bo.bytes = (char *)bytes;
    value.data.bo.size = count;
    return client->functions.put(CPMIX_GLOBAL, key, &value);
}

cpmix_status cpmix_commit(cpmix_client *client) { return client->functions.commit(); }

// What the library is handed, and may look at until its callback comes.
typedef struct {
    cpmix_proc process;
    char key[512];
    cpmix_bytes_callback callback;
    void *context;
} request;

static void answer(cpmix_status status, cpmix_value *value, void *context) {
    request *request = context;
    if (status == CPMIX_SUCCESS && (value == NULL || value->type != CPMIX_BYTE_OBJECT)) status = CPMIX_ERR_NOT_FOUND;
    const cpmix_byte_object bytes = status == CPMIX_SUCCESS ? value->data.bo : (cpmix_byte_object){0};
    request->callback(status, bytes.bytes, bytes.size, request->context);
    free(request);
}

cpmix_status cpmix_request(
    cpmix_client *client, uint32_t rank, const char *key, cpmix_bytes_callback callback, void *context) {
    request *request = calloc(1, sizeof *request);
    if (request == NULL) abort();
    request->process = client->self;
    request->process.rank = rank;
    snprintf(request->key, sizeof request->key, "%s", key);
    request->callback = callback;
    request->context = context;
    cpmix_status status =
        client->functions.get_nb(&request->process, request->key, NULL, 0, answer, request);
    if (status != CPMIX_SUCCESS) free(request);
    return status;
}

cpmix_status cpmix_enter_barrier(cpmix_client *client, cpmix_op_callback callback, void *context) {
    return client->functions.fence_nb(NULL, 0, NULL, 0, callback, context);
}

cpmix_status cpmix_leave(cpmix_client *client) { return client->functions.finalize(NULL, 0); }

const char *cpmix_status_text(const cpmix_client *client, cpmix_status status) {
    return client->functions.error_string(status);
}
