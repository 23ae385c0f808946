import SelfDescribingData

/// A file before it is damaged.
struct IntactFile {
    /// So many bytes must agree on an origin, or they have none.
    static let shortestOrigin: Int64 = 32
    static let fewestZeros: Int64 = 16
    private static let lastVersion: UInt32 = 16_777_215

    let content: FileContent
    /// Whose generated data it is; nil where it is other data, or so short that it doesn't say.
    let identity: Identity?

    var count: Int64 { content.count }

    init(_ content: FileContent) {
        self.content = content
        identity = content.identity
    }

    /// What its content can be damaged by, so that it is found as that.
    var kinds: Set<Fault.Kind> { Fault.Kind.damage.filter(admits) }

    private func admits(_ kind: Fault.Kind) -> Bool {
        switch kind {
        case .long: true
        case .short, .flippedBits, .garbage: count > 0
        case .zeros: count >= Self.fewestZeros
        // There must be a byte more to move them by.
        case .wrongOffset, .doubled: count > Self.shortestOrigin
        case .wrongFile, .foreign: version != nil
        case .stale: version ?? 0 > 1
        case .newer: version ?? .max < Self.lastVersion
        default: false
        }
    }

    /// Of generated data that is long enough to have an origin.
    private var version: UInt32? { count < Self.shortestOrigin ? nil : identity?.version }
}

extension FileContent {
    /// Whose generated data it is, or some of it.
    fileprivate var identity: Identity? {
        for segment in segments {
            switch segment.kind {
            case .generated(let identity): return identity
            case .part(let other, _): if let identity = other.identity { return identity }
            case .stored, .bytes, .lost: break
            }
        }
        return nil
    }
}

extension IntactFile {
    /// Damages it in a way that it admits, and tells of it; what it holds then. nil where no place was found at which the
    /// damage changes anything, or the disk doesn't give its bytes.
    func damaged(by strike: Strike) -> FileContent? {
        var maker = DamageMaker(self, strike.random)
        guard let damage = try? maker.make(strike.kind) else { return nil }
        strike.log(offset: damage.extent.lowerBound, length: Int64(damage.extent.count))
        return damage.content
    }
}
