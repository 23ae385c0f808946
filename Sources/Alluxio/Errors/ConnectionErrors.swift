import HTTP

/// Maps what happened to the connection to an error.
extension AlluxioError {
    init(
        _ failure: HTTPFailure, proxy: ProxyAddress, access: Access, operation: Operation,
        path: AlluxioPath?
    ) {
        if let own = failure.cause as? AlluxioError {
            // A closure of the caller's that fails with an error of this type has said all.
            self = own
            return
        }
        let code = Code(failure.kind)
        let what = access.hidingSecrets(in: failure.message) + access.advice(on: failure)
        let between = access.httpProxy.map { " through the HTTP proxy \($0)" } ?? ""
        let message =
            switch code {
            case .resolve, .connect: "no connection to the proxy \(proxy)\(between): \(what)"
            case .local: what
            default: "proxy \(proxy)\(between): \(what)"
            }
        self.init(code, message, operation: operation, path: path, cause: failure.cause ?? failure)
    }

    /// Whether something answered where no connection came to stand.
    package var isObstructed: Bool { (cause as? HTTPFailure)?.obstacle != nil }

    /// The error of a call that changes `path` and that may be done although it failed so; what the caller cut off stays
    /// that.
    func inDoubt(_ path: AlluxioPath, _ stream: StreamID?, _ proxy: ProxyAddress) -> AlluxioError {
        let why = "\(operation) got no answer and may have been done, or be done later: \(message)"
        return AlluxioError(
            code == .cancelled ? .cancelled : .inDoubt, why, operation: operation, path: path, cause: self,
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
        case .cancelled: self = .cancelled
        case .protocolViolation: self = .protocolViolation
        case .local: self = .local
        }
    }

    /// Whether the failure is that no answer came.
    var isSilence: Bool {
        switch self {
        case .reset, .cut, .stalled, .timeout, .cancelled: true
        default: false
        }
    }
}
