import CCurl
import OSThreads

/// Watches a running transfer for the first limit that strikes.
struct Watch {
    /// How long a body that can't be finished is given to end properly before its connection is cut.
    static let patience: Duration = .seconds(2)

    private struct Limit {
        var at: ContinuousClock.Instant
        var kind: HTTPFailure.Kind
        var message: String
        /// Whether it is the wait for the answer to a streamed body that was too long: it is not prolonged.
        var isPatienceSpent = false
    }

    private let limits: HTTPConnection.Limits
    private let connectTimeout: Duration
    private let streams: Bool
    private let receives: Bool
    private let start = ContinuousClock.now

    private var began: ContinuousClock.Instant?
    private var bodyEnded: ContinuousClock.Instant?
    private var bytesMoved: Int64 = 0
    private var lastMove: ContinuousClock.Instant
    /// Set once the body can't be finished: what to say of it, after it has been ended or this moment has come.
    private var ending: (failure: HTTPFailure, until: ContinuousClock.Instant)?
    private var next: Limit?

    init(
        _ limits: HTTPConnection.Limits, _ configuration: HTTPConnection.Configuration,
        _ body: HTTPRequest.Body,
        receives: Bool
    ) {
        self.limits = limits
        self.connectTimeout = configuration.connectTimeout
        self.receives = receives
        if case .stream = body { streams = true } else { streams = false }
        lastMove = start
    }

    var millisecondsToNextLimit: Int32 {
        // Far limits are looked at again after a minute.
        min(ending?.until.millisecondsFromNow ?? next?.at.millisecondsFromNow ?? 60_000, 60_000)
    }

    /// Notes what moved; the failure to give up with, once a limit struck.
    mutating func strike(_ transfer: Transfer, _ easy: EasyHandle) -> HTTPFailure? {
        let now = ContinuousClock.now
        note(transfer, now)
        if let ending { return now < ending.until ? nil : ending.failure }
        if let thrown = transfer.thrown {
            ending = (.local(thrown, found: now), now + Self.patience)
            return nil
        }
        next = nearestLimit(transfer)
        guard let struck = next, struck.at <= now else { return nil }
        let failure = HTTPFailure(
            kind: struck.kind, message: struck.message, requestSent: transfer.begun > 0, uploadEnded: false,
            found: now)
        guard streams, transfer.begun > 0, !struck.isPatienceSpent else { return failure }
        transfer.endUpload = true
        ending = (failure, now + Self.patience)
        return nil
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

    private mutating func note(_ transfer: Transfer, _ now: ContinuousClock.Instant) {
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
        if let deadline = limits.deadline, nearest.map({ deadline < $0.at }) ?? true {
            nearest = Limit(
                at: deadline, kind: .timeout, message: "not done within the time that it was given")
        }
        return nearest
    }

    /// The limit of what the transfer is at: connecting, sending, waiting, receiving.
    private func phaseLimit(_ transfer: Transfer) -> Limit? {
        if transfer.begun == 0 {
            return Limit(
                at: start + connectTimeout, kind: .connect,
                message: "no connection within \(connectTimeout.seconds) s")
        }
        if receives || transfer.uploading {
            return limits.stall.map {
                Limit(
                    at: lastMove + $0, kind: .stalled,
                    message: "no byte of the body moved for \($0.seconds) s")
            }
        }
        return limits.answer.map {
            Limit(
                at: (bodyEnded ?? start) + $0, kind: .timeout,
                message: "no whole answer within \($0.seconds) s", isPatienceSpent: true)
        }
    }
}
