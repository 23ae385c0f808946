import Measurement
import OSThreads
import SelfDescribingData

/// Holds a file's bytes, which come in order and in pieces of any size, against what they should be.
struct ContentCheck: ~Copyable {
    private var comparison: Comparison?
    private var checker: Checker?
    private var identifying: IdentifyingChecker?
    private let identity: Identity?
    private let expectedLength: Int64?
    /// How many bytes came.
    private(set) var received: Int64 = 0

    init(_ expectation: Expectation) {
        expectedLength = expectation.length
        comparison = nil
        switch expectation.bytes {
        case .content(.source(let source), let fingerprints):
            identity = nil
            comparison = Comparison(with: source, fingerprints: fingerprints)
        case .content(.generated(let identity, let length), _):
            self.identity = identity
            checker = Checker(identity, length: length)
        case .described(let known):
            identity = nil
            identifying = IdentifyingChecker(known: known, length: expectation.length)
        case .unknown:
            identity = nil
        }
    }

    /// Throws `SystemError` where the source can't be read.
    mutating func take(_ piece: UnsafeRawBufferPointer) throws(SystemError) {
        received += Int64(piece.count)
        try comparison?.take(piece)
        checker?.check(piece)
        identifying?.check(piece)
    }

    /// To be called once all has come: what was seen; nil where nothing could be held against anything.
    mutating func finish() -> CheckedContent? {
        if comparison != nil {
            comparison?.finish()
            return CheckedContent(
                bytes: min(received, expectedLength ?? received),
                differences: (comparison?.runs ?? []).map { .different($0) },
                omitted: comparison?.runsOmitted ?? 0)
        }
        if let identity, let found = checker?.finish() {
            return CheckedContent(of: identity, bytes: checker?.checkedBytes ?? 0, found)
        }
        if received == 0, expectedLength == 0 { return CheckedContent(bytes: 0) }
        guard case .checked(let identity, let bytes, let found) = identifying?.finish() else { return nil }
        return CheckedContent(of: identity, bytes: bytes, found)
    }
}

/// What holding a file's content against what it should be came to.
struct CheckedContent {
    enum Difference {
        /// From a source.
        case different(Comparison.ByteRun)
        /// From generated data.
        case explained(SelfDescribingData.Difference)
    }

    /// Of generated data.
    var identity: Identity?
    /// How many bytes were held against something.
    var bytes: Int64
    var differences: [Difference] = []
    /// How many more there are.
    var omitted = 0

    init(bytes: Int64, differences: [Difference] = [], omitted: Int = 0) {
        self.bytes = bytes
        self.differences = differences
        self.omitted = omitted
    }

    init(of identity: Identity, bytes: Int64, _ found: Differences) {
        self.init(bytes: bytes, differences: found.first.map { .explained($0) }, omitted: found.omitted)
        self.identity = identity
    }
}

extension CheckedContent {
    /// Whose data was met: what should be there where at least 32 of its bytes are, or all of fewer; else what most of the
    /// others are of.
    var metIdentity: Identity? {
        let found = differences.compactMap { difference -> SelfDescribingData.Difference? in
            if case .explained(let found) = difference { found } else { nil }
        }
        let right = bytes - found.reduce(0) { $0 + $1.length }
        if omitted > 0 || right >= min(32, bytes) { return identity }
        return found.filter { $0.origin != nil }.max { $0.length < $1.length }?.origin?.identity
    }
}

extension ExpectedFile {
    func finding(_ difference: CheckedContent.Difference) -> Finding {
        switch difference {
        case .different(let run): return finding(.different, offset: run.offset, length: run.length)
        case .explained(let found):
            var finding = finding(Finding.Kind(found.kind), offset: found.offset, length: found.length)
            finding.found = found.origin.map(Finding.Origin.init)
            return finding
        }
    }
}

extension Finding.Kind {
    fileprivate init(_ kind: SelfDescribingData.Difference.Kind) {
        self =
            switch kind {
            case .foreign: .foreign
            case .wrongFile: .wrongFile
            case .stale: .stale
            case .newer: .newer
            case .wrongOffset: .wrongOffset
            case .zeros: .zeros
            case .flippedBits: .flippedBits
            case .garbage: .garbage
            }
    }
}

extension Finding.Origin {
    public init(_ origin: SelfDescribingData.Origin) {
        let identity = origin.identity
        self.init(
            run: identity.run, node: Int(identity.node), process: Int(identity.process),
            file: Int(identity.file),
            version: Int(identity.version), offset: origin.offset)
    }
}
