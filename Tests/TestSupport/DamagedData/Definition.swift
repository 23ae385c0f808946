import SelfDescribingData

/// What the definition of findings makes of bytes, worked out byte by byte from all that was put in.
public struct Definition {
    private let found: [UInt8]
    private let expected: [UInt8]
    private let identity: Identity
    private let file: DamagedFile

    private var own: DamagedFile.Source { DamagedFile.Source(identity: identity, shift: 0) }

    private enum Label: Equatable {
        case equal
        case origin(DamagedFile.Source)
        case zeros
        case damage
    }

    public init(_ file: DamagedFile) {
        found = file.bytes
        identity = file.identity
        expected = file.identity.bytes(at: 0, count: found.count)
        self.file = file
    }

    public var differences: [Difference] {
        var runs: [(label: Label, range: Range<Int>)] = []
        for (index, label) in labels.enumerated() where label != .equal {
            if let last = runs.last, last.label == label, index - last.range.upperBound < 16 {
                runs[runs.count - 1].range = last.range.lowerBound..<index + 1
            } else {
                runs.append((label, index..<index + 1))
            }
        }
        return runs.map { difference($0.label, $0.range) }
    }

    private var labels: [Label] {
        var labels = found.indices.map { found[$0] == expected[$0] ? Label.equal : .damage }
        for run in ranges(of: found.indices, { found[$0] == 0 }) where run.count >= 16 {
            for index in run where labels[index] != .equal { labels[index] = .zeros }
        }
        for run in foreignRuns {
            for index in run.range where labels[index] != .equal { labels[index] = .origin(run.source) }
        }
        return labels
    }

    /// The most distant last, so that it stays; of two the first last.
    private var foreignRuns: [(source: DamagedFile.Source, range: Range<Int>)] {
        file.intactRuns.filter { $0.source != own }.sorted {
            let distances = (distance(of: $0.source), distance(of: $1.source))
            return distances.0 == distances.1
                ? $0.range.lowerBound > $1.range.lowerBound : distances.0 < distances.1
        }
    }

    private func difference(_ label: Label, _ range: Range<Int>) -> Difference {
        let (offset, length) = (Int64(range.lowerBound), Int64(range.count))
        switch label {
        case .origin(let source):
            return Difference(
                kind(of: source), offset: offset, length: length,
                origin: Origin(source.identity, at: offset + source.shift))
        case .zeros: return Difference(.zeros, offset: offset, length: length)
        case .damage, .equal:
            return Difference(hasFlippedBits(range) ? .flippedBits : .garbage, offset: offset, length: length)
        }
    }

    private func kind(of source: DamagedFile.Source) -> Difference.Kind {
        let other = source.identity
        if other.run != identity.run { return .foreign }
        if (other.node, other.process, other.file) != (identity.node, identity.process, identity.file) {
            return .wrongFile
        }
        if other.version < identity.version { return .stale }
        return other.version > identity.version ? .newer : .wrongOffset
    }

    private func distance(of source: DamagedFile.Source) -> Int {
        switch kind(of: source) {
        case .foreign: 3
        case .wrongFile: 2
        case .stale, .newer: 1
        default: 0
        }
    }

    private func hasFlippedBits(_ range: Range<Int>) -> Bool {
        range.allSatisfy { index in
            let word = (index & ~7)..<min(index & ~7 + 8, found.count)
            return found[index] == expected[index]
                || word.reduce(0) { $0 + (found[$1] ^ expected[$1]).nonzeroBitCount } <= 2
        }
    }
}
