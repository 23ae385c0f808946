import CCurl
import OSThreads

/// Watches a running transfer for the first limit that strikes.
struct Watch {
    /// How long a body that can't be finished is given to end properly before its connection is cut.
    static let patience: Duration = .seconds(2)

    /// A moment at which a limit strikes. What there is to say of it is made only then: limits are worked out at every
    /// look at the socket.
    private struct Limit {
        enum Kind {
            case connect(Duration)
            case stall(Duration)
            /// The wait for the answer to a streamed body that was sent is not prolonged.
            case answer(Duration)
            case deadline
            case cutoff
        }

        var at: MonotonicTime
        var kind: Kind

        var isPatienceSpent: Bool { if case .answer = kind { true } else { false } }

        func failure(requestSent: Bool) -> HTTPFailure {
            let (failure, message): (HTTPFailure.Kind, String) =
                switch kind {
                case .connect(let limit): (.connect, "no connection within \(limit.seconds) s")
                case .stall(let limit): (.stalled, "no byte of the body moved for \(limit.seconds) s")
                case .answer(let limit): (.timeout, "no whole answer within \(limit.seconds) s")
                case .deadline: (.timeout, "not done within the time that it was given")
                case .cutoff: (.cancelled, "cut off before it was done")
                }
            return HTTPFailure(
                kind: failure, message: message, requestSent: requestSent, uploadEnded: false, found: .now)
        }
    }

    private let limits: HTTPConnection.Limits
    private let connectTimeout: Duration
    private let cutoff: Cutoff?
    private let streams: Bool
    private let receives: Bool
    private let start = MonotonicTime.now

    private var began: MonotonicTime?
    private var bodyEnded: MonotonicTime?
    private var bytesMoved: Int64 = 0
    private var lastMove: MonotonicTime
    private var lastLook: MonotonicTime
    /// Set once the body can't be finished: what to say of it, after it has been ended or this moment has come.
    private var ending: (failure: HTTPFailure, until: MonotonicTime)?
    private var next: Limit?

    init(
        _ limits: HTTPConnection.Limits, _ configuration: HTTPConnection.Configuration,
        _ body: HTTPRequest.Body,
        receives: Bool
    ) {
        self.limits = limits
        self.connectTimeout = configuration.connectTimeout
        cutoff = configuration.cutoff
        self.receives = receives
        if case .stream = body { streams = true } else { streams = false }
        lastMove = start
        lastLook = start
    }

    /// From the last look.
    var millisecondsToNextLimit: Int32 {
        guard let nearest = ending?.until ?? next?.at else { return 60_000 }
        // Far limits are looked at again after a minute.
        return min(lastLook.milliseconds(to: nearest), 60_000)
    }

    /// Notes what moved; the failure to give up with, once a limit struck.
    mutating func strike(_ transfer: Transfer, _ easy: EasyHandle) -> HTTPFailure? {
        let now = MonotonicTime.now
        lastLook = now
        note(transfer, now)
        if let ending { return now < ending.until ? nil : ending.failure }
        if let thrown = transfer.thrown {
            end(.local(thrown, found: .now), now)
            return nil
        }
        next = nearestLimit(transfer)
        guard let struck = next, struck.at <= now else { return nil }
        let failure = struck.failure(requestSent: transfer.begun > 0)
        guard streams, transfer.begun > 0, !struck.isPatienceSpent else { return failure }
        transfer.endUpload = true
        end(failure, now)
        return nil
    }

    /// Lets the body end properly, for as long as there is patience.
    private mutating func end(_ failure: HTTPFailure, _ now: MonotonicTime) {
        ending = (failure, min(now + Self.patience, cutoff?.moment(of: .undoing) ?? .distantFuture))
    }

    /// What a transfer that libcurl ended with `code` came to.
    func outcome(_ code: CURLcode, _ transfer: Transfer, _ easy: EasyHandle) -> Result<CURLcode, HTTPFailure>
    {
        let unfinished = ending?.failure ?? (streams ? transfer.thrown : nil).map { .local($0, found: .now) }
        if var unfinished {
            unfinished.uploadEnded = code == CURLE_OK && !transfer.uploading
            return .failure(unfinished)
        }
        // An answer that arrives while the body is being sent outranks the broken pipe that follows it.
        let answered = streams && transfer.begun == 1 && easy_response_code(easy) >= 400
        if code == CURLE_OK && transfer.thrown == nil || answered { return .success(CURLE_OK) }
        return .failure(HTTPFailure(code, transfer, easy))
    }

    private mutating func note(_ transfer: Transfer, _ now: MonotonicTime) {
        if began == nil, transfer.begun > 0 {
            began = now
            lastMove = now
        }
        if streams, bodyEnded == nil, began != nil, !transfer.uploading { bodyEnded = now }
        if transfer.bytesMoved != bytesMoved {
            bytesMoved = transfer.bytesMoved
            lastMove = now
        }
    }

    private func nearestLimit(_ transfer: Transfer) -> Limit? {
        var nearest = phaseLimit(transfer)
        if let deadline = limits.deadline, deadline < nearest?.at ?? .distantFuture {
            nearest = Limit(at: deadline, kind: .deadline)
        }
        if let moment = cutoff?.moment(of: limits.purpose), moment < nearest?.at ?? .distantFuture {
            nearest = Limit(at: moment, kind: .cutoff)
        }
        return nearest
    }

    /// The limit of what the transfer is at: connecting, sending, waiting, receiving.
    private func phaseLimit(_ transfer: Transfer) -> Limit? {
        if transfer.begun == 0 { return Limit(at: start + connectTimeout, kind: .connect(connectTimeout)) }
        if receives || transfer.uploading {
            return limits.stall.map { Limit(at: lastMove + $0, kind: .stall($0)) }
        }
        return limits.answer.map { Limit(at: (bodyEnded ?? start) + $0, kind: .answer($0)) }
    }
}
