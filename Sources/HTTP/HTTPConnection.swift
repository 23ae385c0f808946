import CCurl
import OSThreads

/// A connection to one server, kept between requests; used on the thread that made it, and blocking it.
///
/// A libcurl multi handle with one easy handle: between two looks at the socket it waits exactly until the nearest
/// deadline, where the easy interface looks at deadlines once a second.
package final class HTTPConnection {
    package struct Configuration: Sendable {
        /// Until the connection stands, with the look-up of the name.
        package var connectTimeout: Duration = .seconds(5)
        /// A kept connection that idled for longer is not used again. Alluxio's proxy cuts idle ones after 30 s.
        package var maximumIdleTime: Duration = .seconds(25)
        package var userAgent = "alluxio-stress"
        package var access = Access()
        /// What may end its requests from outside.
        package var cutoff: Cutoff?

        package init() {}
    }

    /// How long a request may take, part by part.
    package struct Limits: Sendable {
        /// For the whole answer; for the answer after the body's last byte where the body is streamed.
        /// Where the answer goes to a receiver `stall` holds in its place.
        package var answer: Duration?
        /// Between two bytes of a streamed body either way, and from the request's end to the first of the answer's.
        package var stall: Duration?
        /// For all of it.
        package var deadline: MonotonicTime?
        /// The body of a 200 may have so many bytes where it is collected; a longer one is a protocol violation.
        package var answerBytes: Int
        /// Which of the cutoff's moments holds.
        package var purpose: Cutoff.Purpose

        package init(
            answer: Duration? = nil, stall: Duration? = nil, deadline: MonotonicTime? = nil,
            answerBytes: Int = 1 << 20, purpose: Cutoff.Purpose = .transfer
        ) {
            self.answer = answer
            self.stall = stall
            self.deadline = deadline
            self.answerBytes = answerBytes
            self.purpose = purpose
        }
    }

    /// Of bodies that are handed on. Those that are collected are short, and libcurl's own 16 KiB enough for them, and its
    /// 64 KiB for bodies that are sent. Just below 64 KiB: a block from there on glibc takes out of the heap's end and gives
    /// back to it at every request, in the midst of which it puts together whatever else is free.
    private static let receiveBufferSize = 63 << 10

    private let authority: String
    private let origin: ParsedURL
    private let configuration: Configuration
    private let multi: MultiHandle
    private let headers: HeaderLists
    private let transfer: Transfer
    /// The handle of the latest request, kept for the headers of its answer.
    private var easy: EasyHandle?
    /// Whether that is not to be used again: it keeps the errno of a transfer that failed; and of what a proxy says before
    /// there is a tunnel, an `AnswerHead` sees nothing.
    private var isSpent = true
    /// When the latest request ended.
    private var idleSince: MonotonicTime?
    /// Whether the server refused the latest request's streamed body: it ends the connection once it has answered, and a
    /// request that is sent before that is seen gets no answer.
    private var isEnding = false

    /// How many bytes the closures of the latest request gave, or were given.
    package var bytesStreamed: Int64 { transfer.bytesStreamed }

    /// Whether the latest answer is a page for a browser.
    package var isPage: Bool { easy.map(easy_is_page) ?? false }

    /// The text of a header of the latest answer, as it came; nil where it had none. (Few are looked at.)
    package func header(_ name: String) -> String? {
        easy.flatMap { easy_header($0, name) }.map { String(cString: $0) }
    }

    /// `host` is a name, an IPv4 address, or an IPv6 address without brackets. Nothing is sent yet.
    package init(host: String, port: Int, configuration: Configuration = Configuration()) throws(HTTPFailure)
    {
        guard let multi = curl_multi_init() else { throw .outOfMemory }
        self.multi = MultiHandle(curlm: multi)
        _ = multi_limit_connections(self.multi, 1)
        self.configuration = configuration
        headers = HeaderLists(userAgent: configuration.userAgent, configuration.access.headers)
        transfer = Transfer()
        authority = (host.contains(":") ? "[\(host)]" : host) + ":\(port)"
        origin = url_parse("\(configuration.access.tls == nil ? "http" : "https")://\(authority)")
        configuration.cutoff?.join(self.multi)
    }

    deinit {
        configuration.cutoff?.leave(multi)
        if let easy { curl_easy_cleanup(easy.curl) }
        curl_multi_cleanup(multi.curlm)
        curl_url_cleanup(origin.curlu)
    }

    /// Sends a request, once, and waits for the whole answer. `receive` gets the body of a 200 piece by piece; any other
    /// status's body is collected.
    ///
    /// A streamed body that can't be finished, because its closure threw or a limit struck, is ended with its last chunk
    /// where the server takes it within `Watch.patience`, so that the server is done with the request; the failure says
    /// whether it did.
    package func send(
        _ request: HTTPRequest, limits: Limits, receive: ((UnsafeRawBufferPointer) throws -> Void)? = nil
    ) throws(HTTPFailure) -> HTTPResponse {
        let easy = try handle()
        _ = easy_set_receive_buffer_size(
            easy, receive == nil ? Int(CURL_MAX_WRITE_SIZE) : Self.receiveBufferSize)
        transfer.begin(request.body, receive, answerBytes: limits.answerBytes, on: easy)
        defer { transfer.end() }
        let upload: UnsafeRawBufferPointer?
        do { upload = try transfer.readBeginning() } catch {
            throw .local(error, found: .now, requestSent: false)
        }
        prepare(easy, request)
        defer { idleSince = .now }

        let watch = Watch(limits, configuration, request.body, receives: receive != nil)
        let result: Result<CURLcode, HTTPFailure>
        if case .bytes(let bytes) = request.body {
            result = bytes.withUnsafeBytes { run(easy, watch, sending: $0) }
        } else {
            result = run(easy, watch, sending: upload)
        }
        let response = try transfer.response(of: easy, ended: result.get())
        if case .stream = request.body { isEnding = response.status != 200 }
        return response
    }

    /// Runs the transfer to its end, or to the first limit that strikes. `body` is the request's, where it is at hand.
    private func run(_ easy: EasyHandle, _ watch: Watch, sending body: UnsafeRawBufferPointer?)
        -> Result<CURLcode, HTTPFailure>
    {
        var watch = watch
        if let body { _ = easy_set_post_bytes(easy, body.baseAddress, curl_off_t(body.count)) }
        _ = multi_add(multi, easy)
        // Taking a transfer out in its middle closes its connection.
        defer { _ = multi_remove(multi, easy) }
        while true {
            configuration.cutoff?.waitWhileStill()
            var running: Int32 = 0
            guard multi_perform(multi, &running) == CURLM_OK else { return .failure(.outOfMemory) }
            let code = multi_result(multi)
            if code >= 0 {
                isSpent = code != CURLE_OK.rawValue || configuration.access.httpProxy != nil
                return watch.outcome(CURLcode(UInt32(code)), transfer, easy)
            }
            if let struck = watch.strike(transfer, easy) { return .failure(struck) }
            guard multi_poll(multi, watch.millisecondsToNextLimit) == CURLM_OK else {
                return .failure(.outOfMemory)
            }
        }
    }

    /// The latest one, or another where that is spent. It counts as spent until its transfer ends well.
    private func handle() throws(HTTPFailure) -> EasyHandle {
        defer { isSpent = true }
        if let easy, !isSpent { return easy }
        if let old = easy.take() { curl_easy_cleanup(old.curl) }
        guard let curl = curl_easy_init() else { throw .outOfMemory }
        let easy = EasyHandle(curl: curl)
        let context = Unmanaged.passUnretained(transfer).toOpaque()
        _ = easy_set_url(easy, origin)
        _ = easy_set_no_signal(easy)
        _ = easy_set_quick_exit(easy)
        configuration.access.tls?.apply(to: easy)
        // Whatever the environment says: a load on another machine than was named would be measured.
        if let proxy = configuration.access.httpProxy {
            proxy.apply(to: easy)
        } else {
            _ = easy_set_no_proxy(easy)
        }
        _ = easy_set_http_1_1(easy)
        _ = easy_set_error_buffer(easy, transfer.errorText)
        _ = easy_set_write_callback(easy, Transfer.writeCallback, context)
        _ = easy_set_header_callback(easy, Transfer.headerCallback, context)
        _ = easy_set_before_request_callback(easy, Transfer.beforeRequestCallback, context)
        self.easy = easy
        return easy
    }

    private func prepare(_ easy: EasyHandle, _ request: HTTPRequest) {
        configuration.access.requestTarget(request.target, at: authority).withCString {
            _ = easy_set_request_target(easy, $0)
        }
        // Not libcurl's own MAXAGE_CONN, which counts whole seconds, and takes less than one for no limit.
        let idledTooLong = idleSince.map { .now - $0 > configuration.maximumIdleTime } ?? false
        _ = easy_set_fresh_connect(easy, idledTooLong || isEnding ? 1 : 0)
        isEnding = false
        switch (request.method, request.body) {
        case (.get, _): _ = easy_set_get(easy)
        case (.post, .stream):
            _ = easy_set_post_streamed(easy)
            _ = easy_set_read_callback(
                easy, Transfer.readCallback, Unmanaged.passUnretained(transfer).toOpaque())
        case (.post, .none), (.post, .bytes): _ = easy_set_post_bytes(easy, nil, 0)
        }
        _ = easy_set_headers(easy, headers.list(for: request))
    }
}
