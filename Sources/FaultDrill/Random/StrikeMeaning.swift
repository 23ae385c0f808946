import EmbeddedProxy
import Measurement

/// What a strike must lead to in a step, where it is the only one that a file has met: the drill's table, strike by strike.
enum StrikeMeaning: Equatable {
    /// Nothing at all.
    case nothing
    /// A finding of this kind, at the struck bytes.
    case finding(Finding.Kind)
    /// A finding of one of these kinds.
    case findingOfFile(Set<Finding.Kind>)
    /// The same, or none: it may have been seen by a look that does not count.
    case perhapsFindingOfFile(Set<Finding.Kind>)
    case error(kind: String, operation: String)

    /// Of a strike in the step.
    init(_ strike: FaultRecord, in step: DrillStep) {
        if step == .write, let meaning = Self(stored: strike) {
            self = meaning
        } else if let meaning = Self(returned: strike, in: step) {
            self = meaning
        } else {
            self = Self(ofCall: strike, isOfWriting: step == .write)
        }
    }

    /// Of what was stored wrong in the last iteration of the write, in a later step.
    init(lasting strike: FaultRecord) {
        switch strike.kind {
        case .missing, .incomplete, .lost: self = .findingOfFile([.missing])
        default: self = strike.kind.finding.map(Self.finding) ?? .nothing
        }
    }

    /// What the listings after an iteration show of what a close stored; nil where it is nothing of that.
    private init?(stored strike: FaultRecord) {
        guard strike.storesDamage else { return nil }
        switch strike.kind {
        case .lost, .incomplete: self = .findingOfFile([.incomplete])
        case .long: self = .findingOfFile([.lengthMismatch])
        case .lengthMismatch: self = .findingOfFile([.short, .lengthMismatch])
        case .short, .missing, .evicted: self = strike.kind.finding.map(Self.finding) ?? .nothing
        default: self = .nothing
        }
    }

    /// What a status or a read shows wrongly; nil where it is nothing of that.
    private init?(returned strike: FaultRecord, in step: DrillStep) {
        guard let kind = strike.kind.finding else { return nil }
        if step == .write {
            self = .perhapsFindingOfFile([kind, .short])
        } else if kind == .missing {
            self = .findingOfFile([kind])
        } else {
            self = .finding(kind)
        }
    }

    private init(ofCall strike: FaultRecord, isOfWriting: Bool) {
        let operation = strike.operation.rawValue
        let isInDoubt = isOfWriting && Self.changing.contains(strike.operation)
        func error(_ kind: String) -> Self { .error(kind: kind, operation: operation) }
        switch strike.kind {
        case .internalError, .closeFails: self = error("internal")
        case .serviceUnavailable, .notFound: self = error("http")
        case .badJSON, .notHTTP, .hugeHeaders: self = error("protocol")
        case .shortCount: self = error("short-write")
        case .cut: self = error("cut")
        case .stall: self = error("stalled")
        case .reset: self = error(isInDoubt ? "in-doubt" : "reset")
        case .hang, .lateEffect:
            self = error(isInDoubt ? "in-doubt" : strike.operation == .read ? "stalled" : "timeout")
        default: self = .nothing
        }
    }

    /// What may have been done where no answer comes.
    private static let changing: Set<Fault.Operation> = [.createFile, .close, .delete, .createDirectory]
}

extension FaultRecord {
    /// Whether it is about what a close stored.
    var storesDamage: Bool { operation == .write && (kind == .lost || kind.finding != nil) }

    /// Whether everything goes as it should, and at most later.
    var isHarmless: Bool { kind == .late || kind == .slow }
}

extension Fault.Kind {
    /// The finding that it leads to where the bytes, or the status, are looked at; nil of what is none.
    var finding: Finding.Kind? {
        switch self {
        case .doubled: .wrongOffset
        case .empty: .short
        default: Finding.Kind(rawValue: rawValue)
        }
    }
}
