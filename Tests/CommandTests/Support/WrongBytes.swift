import SelfDescribingData
import TestSupport
import Testing

/// A file of generated data into which other bytes were put, and the finding that these are.
struct WrongBytes {
    enum Kind: String, CaseIterable {
        case wrongOffset = "wrong-offset"
        case stale, newer
        case wrongFile = "wrong-file"
        case foreign, zeros
        case flippedBits = "flipped-bits"
        case garbage
    }

    let kind: Kind
    let identity: Identity
    private(set) var bytes: [UInt8]
    /// Whose bytes were put in, and how far they are from their place.
    private var source: (identity: Identity, shift: Int64)?
    private let right: [UInt8]

    /// - Parameter count: of the file's bytes, at least 20,000.
    init(_ kind: Kind, in identity: Identity, count: Int = 20_000) {
        self.kind = kind
        self.identity = identity
        right = identity.bytes(count: count)
        bytes = right
        switch kind {
        case .wrongOffset: put(identity, from: 12_345, in: 5000..<8003)
        case .stale: put(identity.with(version: identity.version - 1), from: 4096, in: 4096..<8192)
        case .newer: put(identity.with(version: identity.version + 1), from: 100, in: 19_000..<19_033)
        case .wrongFile: put(identity.with(process: identity.process ^ 1), from: 8192, in: 8192..<12_288)
        case .foreign: put(identity.with(run: identity.run + 1), from: 1 << 30, in: 1..<7000)
        case .zeros: for index in 8000..<9000 { bytes[index] = 0 }
        case .flippedBits:
            bytes[16_000] ^= 0x10
            bytes[16_007] ^= 0x80
            bytes[16_008] ^= 1
        case .garbage: bytes.replaceSubrange(7777..<7900, with: noise(123))
        }
    }

    private mutating func put(_ other: Identity, from place: Int64, in range: Range<Int>) {
        bytes.replaceSubrange(range, with: other.bytes(at: place, count: range.count))
        source = (other, place - Int64(range.lowerBound))
    }

    /// From the first byte that differs to the last one.
    func finding(at path: String, node: String? = "1", process: Int, file: Int = 0) -> ResultDocument.Finding
    {
        let differing = bytes.indices.filter { bytes[$0] != right[$0] }
        let (first, last) = (differing.first ?? 0, differing.last ?? -1)
        var finding = ResultDocument.Finding(
            kind: kind.rawValue, path: path, offset: Int64(first), length: Int64(last - first + 1),
            node: node, process: process, file: file)
        finding.found = source.map { ResultDocument.Found($0.identity, offset: Int64(first) + $0.shift) }
        return finding
    }
}

extension ResultDocument.Found {
    init(_ identity: Identity, offset: Int64) {
        self.init(
            run: identity.run, node: Int(identity.node), process: Int(identity.process),
            file: Int(identity.file), version: Int(identity.version), offset: offset)
    }
}

extension WrongBytes.Kind: CustomTestStringConvertible {
    var testDescription: String { rawValue }
}
