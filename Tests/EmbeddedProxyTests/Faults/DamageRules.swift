import EmbeddedProxy
import SelfDescribingData
import TestSupport
import Testing

/// A file as it was stored and as it was read, and what the proxy says that it did in between.
struct DamageCase {
    let identity: Identity
    let right: [UInt8]
    let found: [UInt8]
    let strike: FaultRecord
    /// For the message of a failing test.
    let story: String

    private var kind: Fault.Kind { strike.kind }
    private var offset: Int { Int(strike.offset) }
    private var end: Int { Int(strike.offset + strike.length) }

    /// Holds the bytes against what the kind's name means, worked out byte by byte.
    func holdAgainstMeaning(sourceLocation: SourceLocation = #_sourceLocation) {
        #expect(isAsNamed, "\(story)", sourceLocation: sourceLocation)
    }

    private var isAsNamed: Bool {
        switch kind {
        case .short: return end == right.count && found == Array(right[..<offset])
        case .long:
            return offset == right.count && end == found.count && found.starts(with: right)
        default: break
        }
        guard found.count == right.count, differing.lowerBound == offset, differing.upperBound == end else {
            return false
        }
        let damaged = Array(found[offset..<end])
        switch kind {
        case .zeros: return damaged.allSatisfy { $0 == 0 } && zerosAround >= 16
        case .flippedBits: return offset / 8 == (end - 1) / 8 && (1...2).contains(bits(offset..<end))
        case .garbage: return (offset..<end).allSatisfy { bits($0..<$0 + 1) > 2 }
        case .stale: return damaged == of(identity.with(version: identity.version - 1))
        case .newer: return damaged == of(identity.with(version: identity.version + 1))
        case .wrongOffset: return isElsewhere(damaged)
        case .doubled:
            return (1...max(1, offset)).contains { shift in
                zip(found[offset...], right[(offset - shift)...]).allSatisfy { $0 == $1 }
                    && found[..<offset].elementsEqual(right[..<offset])
            }
        case .wrongFile, .foreign: return true
        default: return false
        }
    }

    private var differing: Range<Int> {
        let places = found.indices.filter { found[$0] != right[$0] }
        return (places.first ?? 0)..<(places.last ?? -1) + 1
    }

    private var zerosAround: Int {
        let before = found[..<offset].reversed().prefix { $0 == 0 }.count
        return before + found[offset...].prefix { $0 == 0 }.count
    }

    private func bits(_ range: Range<Int>) -> Int {
        range.reduce(0) { $0 + (found[$1] ^ right[$1]).nonzeroBitCount }
    }

    private func of(_ other: Identity) -> [UInt8] { other.bytes(at: strike.offset, count: end - offset) }

    private func isElsewhere(_ bytes: [UInt8]) -> Bool {
        (0...right.count - bytes.count).contains { place in
            place != offset && right[place] == bytes[0]
                && right[place..<place + bytes.count].elementsEqual(bytes)
        }
    }

    /// Holds what the checker finds against what the proxy says that it did.
    func holdAgainstChecker(sourceLocation: SourceLocation = #_sourceLocation) {
        var checker = Checker(identity, length: Int64(right.count))
        found.withUnsafeBytes { checker.check($0) }
        let differences = checker.finish()
        guard kind != .short, kind != .long else {
            #expect(differences.isEmpty, "\(story)", sourceLocation: sourceLocation)
            return
        }
        let name = kind == .doubled ? Fault.Kind.wrongOffset : kind
        let places = differences.first.map { [$0.offset, $0.length] }
        #expect(
            differences.first.map(\.kind.rawValue) == [name.rawValue]
                && places == [[strike.offset, strike.length]],
            "\(differences.first) where the log says \(strike): \(story)", sourceLocation: sourceLocation)
        if let origin = differences.first.first?.origin {
            #expect(isOrigin(origin), "\(origin): \(story)", sourceLocation: sourceLocation)
        }
    }

    private func isOrigin(_ origin: Origin) -> Bool {
        let other = origin.identity
        switch kind {
        case .stale: return origin == Origin(identity.with(version: identity.version - 1), at: strike.offset)
        case .newer: return origin == Origin(identity.with(version: identity.version + 1), at: strike.offset)
        case .wrongOffset: return other == identity && origin.offset != strike.offset
        case .doubled: return other == identity && origin.offset < strike.offset
        case .wrongFile:
            return other.run == identity.run && other.version == identity.version
                && origin.offset == strike.offset
                && (other.process, other.file) != (identity.process, identity.file)
        case .foreign: return other.run != identity.run && origin.offset == strike.offset
        default: return false
        }
    }
}
