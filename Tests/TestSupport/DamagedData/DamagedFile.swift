import SelfDescribingData

/// A file in which other bytes were put at random, and where those came from.
public struct DamagedFile {
    public let identity: Identity
    public private(set) var bytes: [UInt8]
    /// Whose bytes were put in, and how far they are from their place.
    public private(set) var sources: Set<Source> = []
    /// What was done, for the message of a failing test.
    public private(set) var story: [String] = []

    public struct Source: Hashable {
        public var identity: Identity
        public var shift: Int64
    }

    public enum Damage: CaseIterable {
        case foreign, wrongFile, stale, newer, wrongOffset, zeros, bit, twoBits, byte, garbage, text
    }

    public init(_ identity: Identity, count: Int) {
        self.identity = identity
        bytes = identity.bytes(at: 0, count: count)
    }

    /// One of up to 9,000 bytes, in up to 4 places; any file's, where none is given.
    public static func random(of identity: Identity? = nil, using random: inout some RandomNumberGenerator)
        -> DamagedFile
    {
        let count = Int.random(in: 1...[64, 400, 9000].randomElement(using: &random)!, using: &random)
        var file = DamagedFile(identity ?? .random(using: &random), count: count)
        for _ in 0..<Int.random(in: 0...4, using: &random) { file.damageAtRandom(using: &random) }
        return file
    }

    /// One of a few hundred bytes, with up to 4 pieces in it that are mostly its own, or an earlier version's, from near.
    public static func ofMovedPieces(using random: inout some RandomNumberGenerator) -> DamagedFile {
        let count = Int.random(in: 40...400, using: &random)
        var file = DamagedFile(.random(using: &random), count: count)
        let damages: [Damage] = [.wrongOffset, .wrongOffset, .wrongOffset, .stale, .zeros, .garbage]
        for _ in 0..<Int.random(in: 1...4, using: &random) {
            let start = Int.random(in: 0..<count, using: &random)
            let end = min(count, start + .random(in: 1...120, using: &random))
            file.damage(damages.randomElement(using: &random)!, start..<end, using: &random)
        }
        return file
    }

    public mutating func damageAtRandom(using random: inout some RandomNumberGenerator) {
        let start = Int.random(in: bytes.indices, using: &random)
        let most = min([2, 20, 40, 5000].randomElement(using: &random)!, bytes.count - start)
        let length = Int.random(in: 1...most, using: &random)
        damage(Damage.allCases.randomElement(using: &random)!, start..<start + length, using: &random)
    }

    /// All runs of at least 32 bytes that are of one of the sources, the file's own among them.
    public var intactRuns: [(source: Source, range: Range<Int>)] {
        sources.union([Source(identity: identity, shift: 0)]).flatMap { source in
            let from = min(bytes.count, max(0, Int(-source.shift)))
            let there = source.identity.bytes(at: Int64(from) + source.shift, count: bytes.count - from)
            return ranges(of: bytes.indices) { $0 >= from && bytes[$0] == there[$0 - from] }
                .filter { $0.count >= 32 }.map { (source: source, range: $0) }
        }
    }

    public mutating func damage(
        _ damage: Damage, _ range: Range<Int>, using random: inout some RandomNumberGenerator
    ) {
        story.append("\(damage) \(range)")
        switch damage {
        case .foreign: put(.random(using: &random), range, using: &random)
        case .wrongFile: put(identity.with(process: identity.process ^ 1), range, using: &random)
        case .stale: put(identity.with(version: identity.version - 1), range, using: &random)
        case .newer: put(identity.with(version: identity.version + 1), range, using: &random)
        case .wrongOffset: put(identity, range, using: &random)
        case .zeros: for index in range { bytes[index] = 0 }
        case .bit: flip(range.lowerBound, using: &random)
        case .twoBits:
            flip(range.lowerBound, using: &random)
            flip(min(range.lowerBound | 7, bytes.count - 1), using: &random)
        case .byte: bytes[range.lowerBound] ^= .random(in: 1...255, using: &random)
        case .garbage: for index in range { bytes[index] = .random(in: 0...255, using: &random) }
        case .text: for index in range { bytes[index] = .random(in: 97...122, using: &random) }
        }
    }

    private mutating func flip(_ index: Int, using random: inout some RandomNumberGenerator) {
        bytes[index] ^= 1 << UInt8.random(in: 0...7, using: &random)
    }

    /// Bytes of a place that may be the same, near the border of two blocks, or anywhere.
    private mutating func put(
        _ other: Identity, _ range: Range<Int>, using random: inout some RandomNumberGenerator
    ) {
        let place: Int64
        switch Int.random(in: 0...3, using: &random) {
        case 0 where other != identity: place = Int64(range.lowerBound)
        case 1: place = 4096 * .random(in: 1...1 << 30, using: &random) - .random(in: 0...40, using: &random)
        case 2: place = max(0, Int64(range.lowerBound) + .random(in: -100...100, using: &random))
        default: place = .random(in: 0..<1 << 43, using: &random)
        }
        sources.insert(Source(identity: other, shift: place - Int64(range.lowerBound)))
        bytes.replaceSubrange(range, with: other.bytes(at: place, count: range.count))
    }
}

/// The ranges of those that fit.
public func ranges(of indices: Range<Int>, _ fits: (Int) -> Bool) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    for index in indices where fits(index) {
        if let last = ranges.last, last.upperBound == index {
            ranges[ranges.count - 1] = last.lowerBound..<index + 1
        } else {
            ranges.append(index..<index + 1)
        }
    }
    return ranges
}
