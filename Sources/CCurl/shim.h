// libcurl for Swift, which can't call variadic functions: one function for each option and each information used.
#ifndef CCURL_SHIM_H
#define CCURL_SHIM_H
#include <curl/curl.h>
#include <stdbool.h>
#include <string.h>
#include <unistd.h>

// A handle of each kind is its own type here: CURL * and CURLM * are both void *, and mixing them up would compile.
typedef struct EasyHandle { CURL *curl; } EasyHandle;
typedef struct MultiHandle { CURLM *curlm; } MultiHandle;

typedef size_t (*TransferCallback)(char *buffer, size_t size, size_t count, void *context);
typedef int (*BeforeRequestCallback)(void *context, char *, char *, int, int);

// A URL taken apart once, where libcurl would do it for every request. It stays as long as the handles that it is set for.
typedef struct ParsedURL { CURLU *curlu; } ParsedURL;
static inline ParsedURL url_parse(const char *url) {
    ParsedURL parsed = { curl_url() };
    if (parsed.curlu) curl_url_set(parsed.curlu, CURLUPART_URL, url, 0);
    return parsed;
}
static inline CURLcode easy_set_url(EasyHandle h, ParsedURL url) { return curl_easy_setopt(h.curl, CURLOPT_CURLU, url.curlu); }
// What is asked for of the URL's server, as it is sent.
static inline CURLcode easy_set_request_target(EasyHandle h, const char *target) { return curl_easy_setopt(h.curl, CURLOPT_REQUEST_TARGET, target); }
static inline CURLcode easy_set_no_signal(EasyHandle h) { return curl_easy_setopt(h.curl, CURLOPT_NOSIGNAL, 1L); }
static inline CURLcode easy_set_quick_exit(EasyHandle h) { return curl_easy_setopt(h.curl, CURLOPT_QUICK_EXIT, 1L); }
static inline CURLcode easy_set_no_proxy(EasyHandle h) { return curl_easy_setopt(h.curl, CURLOPT_NOPROXY, "*"); }
// Goes through the HTTP proxy at that URL. Its own credentials are null where it needs none; headers of requests don't go
// to it where it only makes a tunnel.
static inline CURLcode easy_set_http_proxy(EasyHandle h, const char *url, const char *user, const char *password) {
    CURLcode code = curl_easy_setopt(h.curl, CURLOPT_PROXY, url);
    // Else the environment could take hosts out.
    if (!code) code = curl_easy_setopt(h.curl, CURLOPT_NOPROXY, "");
    if (!code) code = curl_easy_setopt(h.curl, CURLOPT_HEADEROPT, (long)CURLHEADER_SEPARATE);
    if (!code) code = curl_easy_setopt(h.curl, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
    if (!code) code = curl_easy_setopt(h.curl, CURLOPT_PROXYAUTH, (long)CURLAUTH_BASIC);
    if (!code) code = curl_easy_setopt(h.curl, CURLOPT_PROXYUSERNAME, user);
    return code ? code : curl_easy_setopt(h.curl, CURLOPT_PROXYPASSWORD, password);
}
static inline CURLcode easy_set_http_1_1(EasyHandle h) { return curl_easy_setopt(h.curl, CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_1_1); }
static inline CURLcode easy_set_tls_from_1_2(EasyHandle h) { return curl_easy_setopt(h.curl, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2); }
// Looks the system's authorities up one by one in libcurl's folder of them, where there is one: to read the file of all
// takes each connection 25 ms and 0.6 MB.
static inline CURLcode easy_set_system_authorities(EasyHandle h) {
    char *folder = 0;
    curl_easy_getinfo(h.curl, CURLINFO_CAPATH, &folder);
    return folder && access(folder, X_OK) == 0 ? curl_easy_setopt(h.curl, CURLOPT_CAINFO, (char *)0) : CURLE_OK;
}
// Takes the word of those whose certificates these are, in PEM, and of nobody else. The bytes stay where they are until
// the handle's end.
static inline CURLcode easy_set_authorities(EasyHandle h, const void *pem, size_t length) {
    struct curl_blob blob = { (void *)pem, length, CURL_BLOB_NOCOPY };
    CURLcode code = curl_easy_setopt(h.curl, CURLOPT_CAINFO_BLOB, &blob);
    // Else the system's folder of authorities would count, too.
    return code ? code : curl_easy_setopt(h.curl, CURLOPT_CAPATH, (char *)0);
}
// Takes any certificate, of any name.
static inline CURLcode easy_set_unverified(EasyHandle h) {
    CURLcode code = curl_easy_setopt(h.curl, CURLOPT_SSL_VERIFYPEER, 0L);
    return code ? code : curl_easy_setopt(h.curl, CURLOPT_SSL_VERIFYHOST, 0L);
}
// Whether the next request makes a connection of its own, although one is kept.
static inline CURLcode easy_set_fresh_connect(EasyHandle h, long on) { return curl_easy_setopt(h.curl, CURLOPT_FRESH_CONNECT, on); }
static inline CURLcode easy_set_receive_buffer_size(EasyHandle h, long bytes) { return curl_easy_setopt(h.curl, CURLOPT_BUFFERSIZE, bytes); }
// Whether the write callback is shown the answer's head, too, before libcurl takes it.
static inline CURLcode easy_set_shows_head(EasyHandle h, long on) { return curl_easy_setopt(h.curl, CURLOPT_HEADER, on); }
static inline CURLcode easy_set_error_buffer(EasyHandle h, char *buffer) { return curl_easy_setopt(h.curl, CURLOPT_ERRORBUFFER, buffer); }
static inline CURLcode easy_set_headers(EasyHandle h, struct curl_slist *list) { return curl_easy_setopt(h.curl, CURLOPT_HTTPHEADER, list); }
static inline CURLcode easy_set_get(EasyHandle h) { return curl_easy_setopt(h.curl, CURLOPT_HTTPGET, 1L); }
// A POST of `length` bytes at `bytes`, which stay where they are until the request is done; null is for no bytes.
static inline CURLcode easy_set_post_bytes(EasyHandle h, const void *bytes, curl_off_t length) {
    CURLcode code = curl_easy_setopt(h.curl, CURLOPT_POST, 1L);
    if (!code) code = curl_easy_setopt(h.curl, CURLOPT_POSTFIELDSIZE_LARGE, length);
    return code ? code : curl_easy_setopt(h.curl, CURLOPT_POSTFIELDS, length ? bytes : "");
}
// A POST whose body the read callback gives; chunked where the headers say so.
static inline CURLcode easy_set_post_streamed(EasyHandle h) {
    CURLcode code = curl_easy_setopt(h.curl, CURLOPT_POST, 1L);
    if (!code) code = curl_easy_setopt(h.curl, CURLOPT_POSTFIELDS, (void *)0);
    return code ? code : curl_easy_setopt(h.curl, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)-1);
}
static inline CURLcode easy_set_read_callback(EasyHandle h, TransferCallback f, void *context) {
    CURLcode code = curl_easy_setopt(h.curl, CURLOPT_READFUNCTION, f);
    return code ? code : curl_easy_setopt(h.curl, CURLOPT_READDATA, context);
}
static inline CURLcode easy_set_write_callback(EasyHandle h, TransferCallback f, void *context) {
    CURLcode code = curl_easy_setopt(h.curl, CURLOPT_WRITEFUNCTION, f);
    return code ? code : curl_easy_setopt(h.curl, CURLOPT_WRITEDATA, context);
}
// Called with each line of the answer's head, and with each of the headers after a chunked body, once libcurl has taken it.
static inline CURLcode easy_set_header_callback(EasyHandle h, TransferCallback f, void *context) {
    CURLcode code = curl_easy_setopt(h.curl, CURLOPT_HEADERFUNCTION, f);
    return code ? code : curl_easy_setopt(h.curl, CURLOPT_HEADERDATA, context);
}
static inline CURLcode easy_set_before_request_callback(EasyHandle h, BeforeRequestCallback f, void *context) {
    CURLcode code = curl_easy_setopt(h.curl, CURLOPT_PREREQFUNCTION, f);
    return code ? code : curl_easy_setopt(h.curl, CURLOPT_PREREQDATA, context);
}

static inline long easy_response_code(EasyHandle h) { long v = 0; curl_easy_getinfo(h.curl, CURLINFO_RESPONSE_CODE, &v); return v; }
static inline long easy_os_errno(EasyHandle h) { long v = 0; curl_easy_getinfo(h.curl, CURLINFO_OS_ERRNO, &v); return v; }
// What an HTTP proxy answered to the wish for a tunnel; 0 where none was made.
static inline long easy_tunnel_status(EasyHandle h) { long v = 0; curl_easy_getinfo(h.curl, CURLINFO_HTTP_CONNECTCODE, &v); return v; }
// How many connections the request made: 0 where a kept one served.
static inline long easy_connections_made(EasyHandle h) { long v = 0; curl_easy_getinfo(h.curl, CURLINFO_NUM_CONNECTS, &v); return v; }
// Microseconds from the start until the connection stood, with its TLS where it has one; 0 if it did not.
static inline curl_off_t easy_connect_microseconds(EasyHandle h) {
    curl_off_t tls = 0, v = 0;
    curl_easy_getinfo(h.curl, CURLINFO_APPCONNECT_TIME_T, &tls);
    curl_easy_getinfo(h.curl, CURLINFO_CONNECT_TIME_T, &v);
    return tls ? tls : v;
}
// What OpenSSL says of the certificate: one of its X509_V_… numbers, 0 where it finds nothing wrong.
static inline long easy_verify_result(EasyHandle h) { long v = 0; curl_easy_getinfo(h.curl, CURLINFO_SSL_VERIFYRESULT, &v); return v; }
// Whether the answer says that it is HTML.
static inline bool easy_is_page(EasyHandle h) {
    char *type = 0;
    curl_easy_getinfo(h.curl, CURLINFO_CONTENT_TYPE, &type);
    return type && strncmp(type, "text/html", 9) == 0;
}
// The text of the answer's last header of that name, or null.
static inline const char *easy_header(EasyHandle h, const char *name) {
    struct curl_header *header = 0;
    return curl_easy_header(h.curl, name, 0, CURLH_HEADER, -1, &header) == CURLHE_OK ? header->value : 0;
}

static inline CURLMcode multi_add(MultiHandle m, EasyHandle h) { return curl_multi_add_handle(m.curlm, h.curl); }
static inline CURLMcode multi_remove(MultiHandle m, EasyHandle h) { return curl_multi_remove_handle(m.curlm, h.curl); }
static inline CURLMcode multi_perform(MultiHandle m, int *running) { return curl_multi_perform(m.curlm, running); }
static inline CURLMcode multi_poll(MultiHandle m, int milliseconds) { return curl_multi_poll(m.curlm, (void *)0, 0, milliseconds, (void *)0); }
// Ends the wait of `multi_poll`, this one or the next; the one call that any thread may make.
static inline CURLMcode multi_wake(MultiHandle m) { return curl_multi_wakeup(m.curlm); }
// The result of the transfer that is done, or -1 while none is.
static inline int multi_result(MultiHandle m) {
    int queued = 0;
    CURLMsg *message = curl_multi_info_read(m.curlm, &queued);
    return message && message->msg == CURLMSG_DONE ? (int)message->data.result : -1;
}
static inline CURLMcode multi_limit_connections(MultiHandle m, long count) { return curl_multi_setopt(m.curlm, CURLMOPT_MAXCONNECTS, count); }
#endif
