import HTTP

/// Maps what happened to the connection to an error.
extension AlluxioError {
    init(_ failure: HTTPFailure, proxy: ProxyAddress, operation: Operation, path: AlluxioPath?) {
        if let own = failure.cause as? AlluxioError {
            // A closure of the caller's that fails with an error of this type has said all.
            self = own
            return
        }
        let code = Code(failure.kind)
        let message =
            switch code {
            case .resolve, .connect: "no connection to the proxy \(proxy): \(failure.message)"
            case .local: failure.message
            default: "proxy \(proxy): \(failure.message)"
            }
        self.init(code, message, operation: operation, path: path, cause: failure.cause ?? failure)
    }

    /// The error of a call that changes `path` and that may be done although it failed so.
    func inDoubt(_ path: AlluxioPath, _ stream: StreamID?, _ proxy: ProxyAddress) -> AlluxioError {
        let why = "\(operation) got no answer and may have been done, or be done later: \(message)"
        return AlluxioError(
            .inDoubt, why, operation: operation, path: path, cause: self,
            leftBehind: LeftBehind(path: path, stream: stream, proxy: proxy, why: why))
    }
}

extension AlluxioError.Code {
    init(_ kind: HTTPFailure.Kind) {
        switch kind {
        case .resolve: self = .resolve
        case .connect: self = .connect
        case .reset: self = .reset
        case .cut: self = .cut
        case .stalled: self = .stalled
        case .timeout: self = .timeout
        case .protocolViolation: self = .protocolViolation
        case .local: self = .local
        }
    }

    /// Whether the failure is that no answer came.
    var isSilence: Bool {
        switch self {
        case .reset, .cut, .stalled, .timeout: true
        default: false
        }
    }
}
