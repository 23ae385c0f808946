/* libmicrohttpd alone, which `alluxio-stress serve` is compared with.
 *
 * It answers the calls that BareLoop/bare_loop.c makes, and nothing else: create-directory, create-file, write, close,
 * delete, list-status, open-file and read. It keeps nothing: what is written is counted and thrown away, what is read
 * comes from one buffer. A daemon of the flags, limits and buffers of Sources/WebServer, a thread a connection.
 *
 * It is the limit, not a server to use: any path is a file of SIZE bytes.
 *
 * Usage: bare_server SIZE
 *   Listens on a free port of 127.0.0.1, prints it, and ends by SIGTERM.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <microhttpd.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

enum { BUFFER_BYTES = 128 << 10, STACK_BYTES = 128 << 10, CONNECTIONS = 10000, IDLE_SECONDS = 30, BACKLOG = 1024 };

static char bytes[BUFFER_BYTES]; /* what every file holds */
static uint64_t size;            /* of every file */

/* One request, from its head to its answer. */
struct request {
    uint64_t taken; /* of its body */
};

/* One answer to a read. */
static ssize_t give(void *context, uint64_t position, char *buffer, size_t room) {
    (void)context;
    uint64_t left = size - position;
    if (left == 0) return MHD_CONTENT_READER_END_OF_STREAM;
    size_t count = left < room ? (size_t)left : room;
    if (count > sizeof bytes) count = sizeof bytes;
    memcpy(buffer, bytes, count);
    return (ssize_t)count;
}

static struct MHD_Response *text(const char *text) {
    return MHD_create_response_from_buffer(strlen(text), (void *)text, MHD_RESPMEM_MUST_COPY);
}

/* What the call at the end of a target answers; null of one that bare_loop.c does not make. */
static struct MHD_Response *answer(const char *call, const struct request *request) {
    char number[32];
    if (strcmp(call, "read") == 0) return MHD_create_response_from_callback(MHD_SIZE_UNKNOWN, BUFFER_BYTES, give, NULL, NULL);
    if (strcmp(call, "write") == 0) {
        snprintf(number, sizeof number, "%llu", (unsigned long long)request->taken);
        return text(number);
    }
    if (strcmp(call, "create-file") == 0 || strcmp(call, "open-file") == 0) return text("1");
    if (strcmp(call, "list-status") == 0) return text("[]");
    if (strcmp(call, "close") == 0 || strcmp(call, "delete") == 0 || strcmp(call, "create-directory") == 0) return text("");
    return NULL;
}

static enum MHD_Result handle(void *context, struct MHD_Connection *connection, const char *target, const char *method,
                              const char *version, const char *body, size_t *count, void **state) {
    (void)context, (void)method, (void)version, (void)body;
    struct request *request = *state;
    if (request == NULL) {
        *state = calloc(1, sizeof *request);
        return *state == NULL ? MHD_NO : MHD_YES;
    }
    if (*count > 0) {
        request->taken += *count;
        *count = 0;
        return MHD_YES;
    }
    const char *slash = strrchr(target, '/');
    struct MHD_Response *response = slash == NULL ? NULL : answer(slash + 1, request);
    if (response == NULL) return MHD_NO;
    enum MHD_Result result = MHD_queue_response(connection, MHD_HTTP_OK, response);
    MHD_destroy_response(response);
    return result;
}

static void complete(void *context, struct MHD_Connection *connection, void **state, enum MHD_RequestTerminationCode code) {
    (void)context, (void)connection, (void)code;
    free(*state);
    *state = NULL;
}

static void connected(void *context, struct MHD_Connection *connection, void **socket_context,
                      enum MHD_ConnectionNotificationCode code) {
    (void)context, (void)socket_context;
    int on = 1;
    if (code != MHD_CONNECTION_NOTIFY_STARTED) return;
    const union MHD_ConnectionInfo *info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
    if (info != NULL) setsockopt(info->connect_fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
}

int main(int count, char **arguments) {
    char *end = NULL;
    errno = 0;
    size = count == 2 ? strtoull(arguments[1], &end, 10) : 0;
    if (errno != 0 || size == 0 || *end != '\0') {
        fprintf(stderr, "usage: bare_server SIZE\n");
        return 2;
    }
    for (size_t i = 0; i < sizeof bytes; i++) bytes[i] = (char)('a' + i % 23);

    /* Blocked before the daemon's threads begin, so that it comes to the wait alone. */
    sigset_t ends;
    sigemptyset(&ends);
    sigaddset(&ends, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &ends, NULL);

    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    struct MHD_Daemon *daemon = MHD_start_daemon(
        MHD_USE_INTERNAL_POLLING_THREAD | MHD_USE_THREAD_PER_CONNECTION | MHD_USE_POLL | MHD_USE_ITC, 0, NULL, NULL,
        handle, NULL, MHD_OPTION_SOCK_ADDR, &address, MHD_OPTION_NOTIFY_COMPLETED, complete, NULL,
        MHD_OPTION_NOTIFY_CONNECTION, connected, NULL, MHD_OPTION_CONNECTION_LIMIT, (unsigned)CONNECTIONS,
        MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)IDLE_SECONDS, MHD_OPTION_LISTEN_BACKLOG_SIZE, (unsigned)BACKLOG,
        MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)BUFFER_BYTES, MHD_OPTION_THREAD_STACK_SIZE, (size_t)STACK_BYTES,
        MHD_OPTION_END);
    if (daemon == NULL) {
        perror("bare_server: listen");
        return 1;
    }
    printf("libmicrohttpd alone at 127.0.0.1:%d\n", MHD_get_daemon_info(daemon, MHD_DAEMON_INFO_BIND_PORT)->port);
    fflush(stdout);
    int received = 0;
    sigwait(&ends, &received);
    MHD_stop_daemon(daemon);
    return 0;
}
