// libmicrohttpd for Swift, which can't call variadic functions: the ways in which it is started and asked.
#ifndef CMICROHTTPD_SHIM_H
#define CMICROHTTPD_SHIM_H
#include <microhttpd.h>
#include <netinet/in.h>
#include <netinet/tcp.h>

// What a daemon is started with; sizes in bytes, times in seconds.
typedef struct DaemonSettings {
    const struct sockaddr *address;
    int is_ipv6;
    unsigned connection_limit, idle_seconds, listen_backlog;
    size_t connection_memory, thread_stack;
} DaemonSettings;

// The callbacks, all of which get `context` first.
typedef struct DaemonCallbacks {
    void *context;
    MHD_AccessHandlerCallback handle;
    void *(*begin)(void *context, const char *target, struct MHD_Connection *);
    MHD_RequestCompletedCallback completed;
    MHD_NotifyConnectionCallback connected;
} DaemonCallbacks;

// A daemon with a thread for each connection; null, with errno, where it can't listen.
static inline struct MHD_Daemon *daemon_start(DaemonSettings s, DaemonCallbacks c) {
    unsigned flags = MHD_USE_INTERNAL_POLLING_THREAD | MHD_USE_THREAD_PER_CONNECTION | MHD_USE_POLL | MHD_USE_ITC;
    if (s.is_ipv6) flags |= MHD_USE_IPv6;
    return MHD_start_daemon(
        flags, 0, NULL, NULL, c.handle, c.context,
        MHD_OPTION_SOCK_ADDR, s.address,
        MHD_OPTION_URI_LOG_CALLBACK, c.begin, c.context,
        MHD_OPTION_NOTIFY_COMPLETED, c.completed, c.context,
        MHD_OPTION_NOTIFY_CONNECTION, c.connected, c.context,
        MHD_OPTION_CONNECTION_LIMIT, s.connection_limit,
        MHD_OPTION_CONNECTION_TIMEOUT, s.idle_seconds,
        MHD_OPTION_LISTEN_BACKLOG_SIZE, s.listen_backlog,
        MHD_OPTION_CONNECTION_MEMORY_LIMIT, s.connection_memory,
        MHD_OPTION_THREAD_STACK_SIZE, s.thread_stack,
        MHD_OPTION_END);
}

// The port the daemon is bound to, 0 if it is not known.
static inline int daemon_port(struct MHD_Daemon *d) {
    const union MHD_DaemonInfo *info = MHD_get_daemon_info(d, MHD_DAEMON_INFO_BIND_PORT);
    return info ? info->port : 0;
}

// The connection's socket, -1 if it is not known.
static inline int connection_socket(struct MHD_Connection *c) {
    const union MHD_ConnectionInfo *info = MHD_get_connection_info(c, MHD_CONNECTION_INFO_CONNECTION_FD);
    return info ? info->connect_fd : -1;
}

// Counts a connection's idle time from now on.
static inline void connection_is_active(struct MHD_Connection *c, unsigned idle_seconds) {
    // Only where there was no limit does a new one count from when it is set.
    MHD_set_connection_option(c, MHD_CONNECTION_OPTION_TIMEOUT, 0u);
    MHD_set_connection_option(c, MHD_CONNECTION_OPTION_TIMEOUT, idle_seconds);
}

// What poll(2) says when the other side has ended its sending; Glibc's module leaves it out.
static const short poll_peer_ended = 0x2000;

// Ends a connection by a reset: libmicrohttpd's own ways of closing end it cleanly.
static inline void socket_reset(int fd) {
    struct sockaddr nobody = {.sa_family = AF_UNSPEC};
    connect(fd, &nobody, sizeof nobody);
}

// The socket on which the connection's daemon listens, -1 if it listens no more.
static inline int listening_socket(struct MHD_Connection *c) {
    const union MHD_ConnectionInfo *info = MHD_get_connection_info(c, MHD_CONNECTION_INFO_DAEMON);
    const union MHD_DaemonInfo *socket = info ? MHD_get_daemon_info(info->daemon, MHD_DAEMON_INFO_LISTEN_FD) : NULL;
    return socket ? socket->listen_fd : -1;
}

// The text of the request's last header of that name, or null.
static inline const char *request_header(struct MHD_Connection *c, const char *name) {
    return MHD_lookup_connection_value(c, MHD_HEADER_KIND, name);
}

// The size of a request before its body.
static inline size_t request_head_bytes(struct MHD_Connection *c) {
    const union MHD_ConnectionInfo *info = MHD_get_connection_info(c, MHD_CONNECTION_INFO_REQUEST_HEADER_SIZE);
    return info ? info->header_size : 0;
}

// The length of a body that is sent in chunks.
static const uint64_t body_of_unknown_length = MHD_SIZE_UNKNOWN;
// What the body callback returns at the end, and to cut the connection.
static const ssize_t body_end = MHD_CONTENT_READER_END_OF_STREAM;
static const ssize_t body_cut = MHD_CONTENT_READER_END_WITH_ERROR;
#endif
