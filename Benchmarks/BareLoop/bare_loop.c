/* The bare libcurl loop that alluxio-stress is compared with.
 *
 * It makes the REST calls that the tool makes for a file, and no others: create-file, write, close; open-file, read,
 * close. Each process is a thread with one easy handle and one kept connection; what is read is thrown away, or held
 * against a source in memory with memcmp, which is what a comparison costs at least on this machine's memory. As in the
 * tool, all processes start an iteration together, files are deleted between the iterations of a write, and the folder
 * is listed once an iteration; both stand outside the timed span, but their CPU counts.
 *
 * It is the limit, not a client to use: it holds statuses and lengths to what they should be, and ends at the first
 * that is wrong.
 *
 * Usage: bare_loop HOST PORT write|read PROCESSES ITERATIONS SIZE PREFIX [SOURCE]
 *   The files are PREFIX/node_1/process_P of SIZE bytes each; PREFIX is an absolute Alluxio path that needs no
 *   percent-encoding. The files of the last iteration stay. With SOURCE, a local file of SIZE bytes, what is read must
 *   be that. Prints one line of JSON.
 */
#include <curl/curl.h>
#include <errno.h>
#include <limits.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

enum { BUFFER_BYTES = 64 << 10, TARGET_BYTES = 1024, ANSWER_BYTES = 512 };

/* What to do; the same for all processes, and not changed once they run. */
struct plan {
    char base[TARGET_BYTES / 4];   /* http://HOST:PORT/api/v1 */
    char folder[TARGET_BYTES / 4]; /* PREFIX/node_1 */
    bool writes;
    int processes;
    int iterations;
    size_t size;
    char *content; /* what is written, or what must be read; null where reads are thrown away */
    pthread_barrier_t barrier; /* all processes */
};

/* A connection and the state of the request on it. */
struct client {
    const struct plan *plan;
    CURL *easy;
    struct curl_slist *json;
    struct curl_slist *stream;
    size_t sent;              /* of the body being uploaded */
    size_t received;          /* of the answer */
    bool discards;            /* the answer is only counted */
    bool compares;            /* the answer must be the plan's content */
    char answer[ANSWER_BYTES + 1];
};

struct process {
    struct plan *plan;
    int number;
    pthread_t thread;
    double *started;  /* of each iteration, monotonic seconds */
    double *finished;
};

static void fail(const char *what, const char *why) {
    fprintf(stderr, "bare_loop: %s: %s\n", what, why);
    exit(1);
}

static double seconds(clockid_t clock) {
    struct timespec now;
    clock_gettime(clock, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* ---- One request ---- */

static size_t give(char *buffer, size_t size, size_t count, void *context) {
    struct client *client = context;
    size_t room = size * count, left = client->plan->size - client->sent;
    size_t length = left < room ? left : room;
    memcpy(buffer, client->plan->content + client->sent, length);
    client->sent += length;
    return length;
}

static size_t take(char *bytes, size_t size, size_t count, void *context) {
    struct client *client = context;
    size_t length = size * count;
    if (!client->discards) {
        size_t room = client->received < ANSWER_BYTES ? ANSWER_BYTES - client->received : 0;
        memcpy(client->answer + client->received, bytes, length < room ? length : room);
    }
    if (client->compares && client->plan->size - client->received >= length
        && memcmp(bytes, client->plan->content + client->received, length) != 0) fail("read", "not the source's bytes");
    client->received += length;
    return length;
}

static struct client *connect_client(const struct plan *plan) {
    struct client *client = calloc(1, sizeof *client);
    if (client == NULL || (client->easy = curl_easy_init()) == NULL) fail("curl_easy_init", "out of memory");
    client->plan = plan;
    client->json = curl_slist_append(NULL, "Content-Type: application/json");
    client->json = curl_slist_append(client->json, "Expect:");
    client->stream = curl_slist_append(NULL, "Content-Type: application/octet-stream");
    client->stream = curl_slist_append(client->stream, "Transfer-Encoding: chunked");
    client->stream = curl_slist_append(client->stream, "Expect:");

    CURL *easy = client->easy;
    curl_easy_setopt(easy, CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_1_1);
    curl_easy_setopt(easy, CURLOPT_NOPROXY, "*");
    curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(easy, CURLOPT_PATH_AS_IS, 1L);
    curl_easy_setopt(easy, CURLOPT_BUFFERSIZE, (long)BUFFER_BYTES);
    curl_easy_setopt(easy, CURLOPT_UPLOAD_BUFFERSIZE, (long)BUFFER_BYTES);
    curl_easy_setopt(easy, CURLOPT_POST, 1L);
    curl_easy_setopt(easy, CURLOPT_READFUNCTION, give);
    curl_easy_setopt(easy, CURLOPT_READDATA, client);
    curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, take);
    curl_easy_setopt(easy, CURLOPT_WRITEDATA, client);
    return client;
}

static void close_client(struct client *client) {
    curl_easy_cleanup(client->easy);
    curl_slist_free_all(client->json);
    curl_slist_free_all(client->stream);
    free(client);
}

/* Posts to a target and holds the answer to a 200. Without `body` the plan's content is uploaded, chunked. */
static void post(struct client *client, const char *target, const char *body, bool discards) {
    char url[TARGET_BYTES];
    snprintf(url, sizeof url, "%s%s", client->plan->base, target);
    client->sent = client->received = 0;
    client->discards = discards;

    curl_easy_setopt(client->easy, CURLOPT_URL, url);
    curl_easy_setopt(client->easy, CURLOPT_POSTFIELDS, body);
    curl_easy_setopt(client->easy, CURLOPT_POSTFIELDSIZE, body == NULL ? -1L : (long)strlen(body));
    curl_easy_setopt(client->easy, CURLOPT_HTTPHEADER, body == NULL ? client->stream : client->json);
    CURLcode code = curl_easy_perform(client->easy);
    if (code != CURLE_OK) fail(url, curl_easy_strerror(code));

    client->answer[client->received < ANSWER_BYTES ? client->received : ANSWER_BYTES] = '\0';
    long status = 0;
    curl_easy_getinfo(client->easy, CURLINFO_RESPONSE_CODE, &status);
    if (status != 200) {
        char text[ANSWER_BYTES + 32];
        snprintf(text, sizeof text, "HTTP %ld %s", status, discards ? "" : client->answer);
        fail(url, text);
    }
}

/* ---- Alluxio's calls ---- */

static void path_call(struct client *client, const char *path, const char *call, const char *body) {
    char target[TARGET_BYTES / 2];
    snprintf(target, sizeof target, "/paths/%s/%s", path, call);
    post(client, target, body, strcmp(call, "list-status") == 0);
}

/* The number that the last call answered with. */
static size_t answered_number(const struct client *client, const char *call) {
    char *end = NULL;
    errno = 0;
    unsigned long long number = strtoull(client->answer, &end, 10);
    if (errno != 0 || end == client->answer || *end != '\0') fail(call, "its answer is no number");
    return number;
}

static void stream_call(struct client *client, size_t stream, const char *call, const char *body) {
    char target[TARGET_BYTES / 2];
    snprintf(target, sizeof target, "/streams/%zu/%s", stream, call);
    post(client, target, body, strcmp(call, "read") == 0);
}

static void write_file(struct client *client, const char *path) {
    path_call(client, path, "create-file", "{\"recursive\":false,\"writeType\":\"MUST_CACHE\"}");
    size_t stream = answered_number(client, "create-file");
    stream_call(client, stream, "write", NULL);
    if (answered_number(client, "write") != client->plan->size) fail(path, "write took too few bytes");
    stream_call(client, stream, "close", "");
}

static void read_file(struct client *client, const char *path) {
    path_call(client, path, "open-file", "");
    size_t stream = answered_number(client, "open-file");
    client->compares = client->plan->content != NULL;
    stream_call(client, stream, "read", "");
    client->compares = false;
    if (client->received != client->plan->size) fail(path, "read gave another length than was asked for");
    stream_call(client, stream, "close", "");
}

/* ---- The processes ---- */

static void *run(void *context) {
    struct process *process = context;
    struct plan *plan = process->plan;
    char path[TARGET_BYTES / 3];
    snprintf(path, sizeof path, "%s/process_%d", plan->folder, process->number);

    struct client *client = connect_client(plan);
    /* The first process makes the folder; for the others this only makes the connection. */
    if (process->number != 0) pthread_barrier_wait(&plan->barrier);
    path_call(client, plan->folder, "create-directory", "{\"recursive\":true,\"allowExists\":true}");
    if (process->number == 0) pthread_barrier_wait(&plan->barrier);

    for (int iteration = 0; iteration < plan->iterations; iteration++) {
        if (plan->writes && iteration > 0) path_call(client, path, "delete", "{\"recursive\":false}");
        pthread_barrier_wait(&plan->barrier);
        process->started[iteration] = seconds(CLOCK_MONOTONIC);
        if (plan->writes) write_file(client, path);
        else read_file(client, path);
        process->finished[iteration] = seconds(CLOCK_MONOTONIC);
        pthread_barrier_wait(&plan->barrier);
        if (process->number == 0) path_call(client, plan->folder, "list-status", "");
    }
    close_client(client);
    return NULL;
}

/* The sum over the iterations of the time from the first process's start to the last one's end. */
static double sum_of_spans(const struct plan *plan, const struct process *processes) {
    double sum = 0;
    for (int iteration = 0; iteration < plan->iterations; iteration++) {
        double start = processes[0].started[iteration], end = processes[0].finished[iteration];
        for (int p = 1; p < plan->processes; p++) {
            if (processes[p].started[iteration] < start) start = processes[p].started[iteration];
            if (processes[p].finished[iteration] > end) end = processes[p].finished[iteration];
        }
        sum += end - start;
    }
    return sum;
}

static void print_result(const struct plan *plan, double span) {
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    double cpu = seconds(CLOCK_PROCESS_CPUTIME_ID); /* user and system */
    double files = (double)plan->processes * plan->iterations, bytes = files * (double)plan->size;
    printf("{\"mode\":\"%s\",\"files\":%.0f,\"bytes\":%.0f,\"seconds\":%.6f,\"cpuSeconds\":%.6f,"
           "\"bytesPerSecond\":%.0f,\"cpuSecondsPerGB\":%.6f,\"cpuSecondsPerFile\":%.9f,"
           "\"peakResidentBytes\":%ld}\n",
           plan->writes ? "write" : "read", files, bytes, span, cpu, bytes / span, cpu / bytes * 1e9, cpu / files,
           usage.ru_maxrss * 1024);
}

/* ---- The command line ---- */

static long number(const char *text, const char *name, long maximum) {
    char *end = NULL;
    errno = 0;
    long value = strtol(text, &end, 10);
    if (errno != 0 || *text == '\0' || *end != '\0' || value < 1 || value > maximum) fail(name, "not a number in range");
    return value;
}

static void read_plan(struct plan *plan, char **arguments) {
    long port = number(arguments[2], "PORT", 65535);
    plan->writes = strcmp(arguments[3], "write") == 0;
    if (!plan->writes && strcmp(arguments[3], "read") != 0) fail(arguments[3], "neither write nor read");
    plan->processes = (int)number(arguments[4], "PROCESSES", 4096);
    plan->iterations = (int)number(arguments[5], "ITERATIONS", INT_MAX);
    plan->size = (size_t)number(arguments[6], "SIZE", LONG_MAX);
    if (strlen(arguments[1]) > 64) fail("HOST", "over 64 characters");
    if (arguments[7][0] != '/' || strlen(arguments[7]) > 128) fail("PREFIX", "no absolute path of at most 128 characters");
    snprintf(plan->base, sizeof plan->base, "http://%s:%ld/api/v1", arguments[1], port);
    snprintf(plan->folder, sizeof plan->folder, "%s/node_1", arguments[7]);

    if (plan->writes) {
        plan->content = malloc(plan->size);
        if (plan->content == NULL) fail("content", "out of memory");
        for (size_t i = 0; i < plan->size; i++) plan->content[i] = (char)('a' + i % 23);
    }
    if (!plan->writes && arguments[8] != NULL) {
        FILE *source = fopen(arguments[8], "rb");
        plan->content = malloc(plan->size);
        if (source == NULL || plan->content == NULL || fread(plan->content, 1, plan->size, source) != plan->size) {
            fail(arguments[8], "can't be read");
        }
        fclose(source);
    }
    pthread_barrier_init(&plan->barrier, NULL, (unsigned)plan->processes);
}

int main(int count, char **arguments) {
    if (count != 8 && count != 9) {
        fprintf(stderr, "usage: bare_loop HOST PORT write|read PROCESSES ITERATIONS SIZE PREFIX [SOURCE]\n");
        return 2;
    }
    struct plan plan = {0};
    read_plan(&plan, arguments);
    curl_global_init(CURL_GLOBAL_DEFAULT);

    struct process *processes = calloc((size_t)plan.processes, sizeof *processes);
    double *times = calloc((size_t)plan.processes * (size_t)plan.iterations * 2, sizeof *times);
    if (processes == NULL || times == NULL) fail("processes", "out of memory");
    for (int p = 0; p < plan.processes; p++) {
        double *own = times + (size_t)p * (size_t)plan.iterations * 2;
        processes[p] = (struct process){&plan, p, 0, own, own + plan.iterations};
        if (pthread_create(&processes[p].thread, NULL, run, &processes[p]) != 0) fail("pthread_create", "refused");
    }
    for (int p = 0; p < plan.processes; p++) pthread_join(processes[p].thread, NULL);

    print_result(&plan, sum_of_spans(&plan, processes));
    free(times);
    free(processes);
    free(plan.content);
    curl_global_cleanup();
    return 0;
}
