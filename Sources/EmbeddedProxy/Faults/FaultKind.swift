extension Fault {
    /// What a fault does. Damage bears the names of the findings that it leads to.
    public enum Kind: String, CaseIterable, Sendable {
        case short
        case long
        case lengthMismatch = "length-mismatch"
        case incomplete
        case missing
        case evicted
        case wrongOffset = "wrong-offset"
        case stale
        case newer
        case wrongFile = "wrong-file"
        case foreign
        case zeros
        case flippedBits = "flipped-bits"
        case garbage
        case doubled

        /// The connection ends cleanly in the middle of the body.
        case cut
        /// The body stops in its middle for `seconds`, then goes on.
        case stall
        /// The body is paced so that it takes about `seconds`.
        case slow
        /// 200 with no body, and the stream is read to its end.
        case empty

        /// Answered well, and not stored.
        case lost
        /// Answered with fewer bytes than came.
        case shortCount = "short-count"
        /// Refused, and the file stays incomplete.
        case closeFails = "close-fails"

        /// Alluxio's JSON of an error of its own.
        case internalError = "500"
        /// A page of something in between.
        case serviceUnavailable = "503"
        /// The page of Alluxio's web server.
        case notFound = "404"
        /// The connection is reset before the answer.
        case reset
        /// For `seconds` nothing listens, and every connection is ended.
        case refuse
        /// For `seconds` there is no answer, then the connection ends.
        case hang
        /// Carried out at once, and answered `seconds` late.
        case late
        /// Carried out `seconds` late, whether the client still waits or not, and never answered. The bytes of a write go in as
        /// they come all the same.
        case lateEffect = "late-effect"
        /// JSON that breaks off.
        case badJSON = "bad-json"
        /// Bytes that are no HTTP.
        case notHTTP = "not-http"
        /// A header that is longer than clients take.
        case hugeHeaders = "huge-headers"
    }
}

extension Fault.Kind {
    /// What changes bytes, or what is said of them.
    static let damage: Set<Fault.Kind> = [
        .short, .long, .lengthMismatch, .incomplete, .missing, .evicted, .wrongOffset, .stale, .newer,
        .wrongFile, .foreign, .zeros, .flippedBits, .garbage, .doubled,
    ]

    /// The calls that it strikes where no operation is given.
    public var defaultOperations: Set<Fault.Operation> {
        Self.damage.contains(self) ? [.read] : possibleOperations
    }

    /// The calls that it can strike: of damage `read` stands for what is returned, `write` for what is stored.
    public var possibleOperations: Set<Fault.Operation> {
        switch self {
        case _ where Self.damage.contains(self): [.read, .write]
        case .cut, .stall, .slow, .empty: [.read]
        case .lost, .shortCount: [.write]
        case .closeFails: [.close]
        case .badJSON: Self.answeredWithJSON
        default: Set(Fault.Operation.allCases)
        }
    }

    /// The other calls are answered with nothing but their status, or with bytes.
    private static let answeredWithJSON: Set<Fault.Operation> = [
        .createFile, .write, .openFile, .getStatus, .listStatus, .exists, .proxyInfo,
    ]

    /// How long it lasts where no seconds are given, in seconds; nil of a kind that doesn't last. By default a stall or a
    /// silence outlasts the limits of a client that has its own defaults.
    public var defaultSeconds: Double? {
        switch self {
        case .stall: 60
        case .hang: 180
        case .slow, .late, .refuse: 1
        case .lateEffect: 5
        default: nil
        }
    }
}
