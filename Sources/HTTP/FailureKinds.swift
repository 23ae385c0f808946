import CCurl
import OSThreads

extension HTTPFailure {
    /// Reads libcurl's code for what happened. The codes mislead: 56 stands for a reset, a broken chunk and headers
    /// without an end alike, and 42 for our own refusal to let it send a request again.
    init(_ code: CURLcode, _ transfer: Transfer, _ easy: EasyHandle) {
        let text = String(cString: transfer.errorText)
        let osErrno = Int32(easy_os_errno(easy))
        let kind: Kind
        var message = text.isEmpty ? String(cString: curl_easy_strerror(code)) : text
        switch code {
        case _ where transfer.thrown != nil:
            kind = .local
            message = transfer.thrown.map { "\($0)" } ?? message
        // To begin anew libcurl made a new connection, or could not; or the body is streamed and can't be sent again.
        case _ where transfer.begun > 1 || transfer.begun == 1 && Self.isConnecting(code, easy),
            CURLE_SEND_FAIL_REWIND:
            kind = .reset
            message = "the kept connection ended before the answer"
        case _ where transfer.answerTooLong:
            kind = .protocolViolation
            message = "the answer is longer than the \(transfer.answerBytes) bytes that are taken of it"
        case _ where transfer.headersTooLong:
            kind = .protocolViolation
            message = "the answer has more headers than are taken of it"
        case _ where transfer.isFolded:
            kind = .protocolViolation
            message = "the answer's first header begins with a blank"
        case CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_RESOLVE_PROXY:
            kind = .resolve
        case CURLE_OUT_OF_MEMORY where transfer.begun == 0:
            kind = .local
        case _ where transfer.begun == 0:
            kind = .connect
            // libcurl's own text names only the host.
            if code == CURLE_COULDNT_CONNECT {
                message =
                    osErrno == 0
                    ? message + " (no socket: too many open files, or no route)"
                    : SystemError.text(of: osErrno)
            }
        case CURLE_OPERATION_TIMEDOUT:
            kind = .timeout
        case CURLE_PARTIAL_FILE:
            kind = .cut
        case CURLE_GOT_NOTHING, CURLE_SEND_ERROR:
            kind = .reset
        // TLS that ends without a word of goodbye, as when a program dies.
        case CURLE_RECV_ERROR where text.contains("unexpected eof"):
            kind = easy_response_code(easy) == 0 ? .reset : .cut
            message = "the connection ended without TLS's close_notify"
        case CURLE_RECV_ERROR:
            kind = Self.connectionEnded(text, osErrno) ? .reset : .protocolViolation
        // libcurl's only word for a header line that is longer than its limit, too.
        case CURLE_OUT_OF_MEMORY where transfer.firstByte == nil:
            kind = .protocolViolation
            message = "a header of the answer is longer than libcurl takes, or no memory is left for it"
        default:
            kind = .protocolViolation
        }
        self.init(
            kind: kind, message: message, requestSent: transfer.begun > 0, uploadEnded: false, found: .now,
            cause: transfer.thrown, obstacle: kind == .connect ? Obstacle(code, text, easy) : nil)
    }

    /// Whether the failure is one that comes before a request is sent.
    private static func isConnecting(_ code: CURLcode, _ easy: EasyHandle) -> Bool {
        [
            CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_RESOLVE_PROXY, CURLE_COULDNT_CONNECT,
            CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CACERT_BADFILE,
        ].contains(code) || Obstacle.refusalOfTunnel(easy) != nil
    }

    /// Whether a receive error is the connection's and not a rule of HTTP that the answer broke.
    private static func connectionEnded(_ text: String, _ osErrno: Int32) -> Bool {
        osErrno != 0 || text.hasPrefix("Recv failure") || text.contains("SSL_ERROR_SYSCALL")
    }
}
