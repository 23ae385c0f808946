import Glibc
import OSThreads
import SelfDescribingData

/// Holds bytes that arrive in pieces, in order, against a source file's, and notes the runs of bytes that differ.
struct Comparison: ~Copyable {
    /// A run of bytes that differ. It begins and ends at a byte that differs; small gaps belong to it, as to those of
    /// generated data.
    struct ByteRun: Equatable {
        var offset: Int64
        var length: Int64
        var end: Int64 { offset + length }
    }

    private let source: SourceFile
    private let fingerprints: Fingerprints?
    private let scratch = UnsafeMutableRawBufferPointer.allocate(byteCount: 64 << 10, alignment: 64)
    /// How many bytes at the beginning of `scratch` wait for the rest of their block.
    private var held = 0
    /// How many bytes came.
    private(set) var offset: Int64 = 0
    private(set) var runs: [ByteRun] = []
    private(set) var runsOmitted = 0
    private var last: ByteRun?

    /// With fingerprints of the source bytes are compared only where these differ.
    init(with source: SourceFile, fingerprints: Fingerprints? = nil) {
        self.source = source
        self.fingerprints = fingerprints
    }

    deinit { scratch.deallocate() }

    /// Takes the next piece. Bytes beyond the source's length are counted only.
    mutating func take(_ piece: UnsafeRawBufferPointer) throws(SystemError) {
        let comparable = UnsafeRawBufferPointer(
            rebasing: piece.prefix(Int(max(0, min(Int64(piece.count), source.length - offset)))))
        if let fingerprints {
            try compareBlocks(comparable, fingerprints)
        } else {
            try compareBytes(comparable)
        }
        offset += Int64(piece.count)
    }

    /// To be called once all has come: the runs of bytes that differ are then complete.
    mutating func finish() {
        let last = UnsafeRawBufferPointer(rebasing: scratch[..<held])
        let start = min(offset, source.length) - Int64(held)
        held = 0
        let differing = source.withKeptBytes { expected in
            Self.runs(
                in: last, against: UnsafeRawBufferPointer(rebasing: expected[Int(start)...]), from: start)
        }
        for run in differing ?? [] { append(run) }
        close()
    }

    private mutating func compareBytes(_ piece: UnsafeRawBufferPointer) throws(SystemError) {
        for start in stride(from: 0, to: piece.count, by: scratch.count) {
            let part = UnsafeRawBufferPointer(
                rebasing: piece[start..<min(start + scratch.count, piece.count)])
            let position = offset + Int64(start)
            let equal = try source.withBytes(at: position, count: part.count, scratch: scratch) { expected in
                part.elementsEqualInMemory(expected)
            }
            if !equal { try noteDifferences(part, at: position) }
        }
    }

    /// Holds whole blocks against their fingerprints; what is no whole block yet is held until it is. The source is in
    /// memory then, so that `scratch` is free for it.
    private mutating func compareBlocks(_ piece: UnsafeRawBufferPointer, _ fingerprints: Fingerprints)
        throws(SystemError)
    {
        var rest = piece
        var position = offset
        func take(_ count: Int) -> UnsafeRawBufferPointer {
            defer {
                rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(count))
                position += Int64(count)
            }
            return UnsafeRawBufferPointer(rebasing: rest.prefix(count))
        }
        if held > 0 {
            hold(take(min(rest.count, Fingerprints.blockSize - held)))
            guard held == Fingerprints.blockSize else { return }
            held = 0
            let block = UnsafeRawBufferPointer(rebasing: scratch[..<Fingerprints.blockSize])
            try compare(block, at: position - Int64(block.count), fingerprints)
        }
        let start = position
        try compare(
            take(rest.count / Fingerprints.blockSize * Fingerprints.blockSize), at: start, fingerprints)
        hold(take(rest.count))
    }

    private mutating func hold(_ bytes: UnsafeRawBufferPointer) {
        UnsafeMutableRawBufferPointer(rebasing: scratch[held...]).copyMemory(from: bytes)
        held += bytes.count
    }

    private mutating func compare(
        _ blocks: UnsafeRawBufferPointer, at position: Int64, _ fingerprints: Fingerprints
    ) throws(SystemError) {
        let matching = fingerprints.matchingPrefix(blocks, at: position)
        guard matching < blocks.count else { return }
        try noteDifferences(
            UnsafeRawBufferPointer(rebasing: blocks[matching...]), at: position + Int64(matching))
    }

    private mutating func noteDifferences(_ part: UnsafeRawBufferPointer, at start: Int64) throws(SystemError)
    {
        let differing = try source.withBytes(at: start, count: part.count, scratch: scratch) { expected in
            Self.runs(in: part, against: expected, from: start)
        }
        for run in differing { append(run) }
    }

    private static func runs(
        in part: UnsafeRawBufferPointer, against expected: UnsafeRawBufferPointer, from start: Int64
    ) -> [ByteRun] {
        var runs: [ByteRun] = []
        for index in part.indices where part[index] != expected[index] {
            let position = start + Int64(index)
            if let last = runs.last, position - last.end < Differences.gap {
                runs[runs.count - 1].length = position + 1 - last.offset
            } else {
                runs.append(ByteRun(offset: position, length: 1))
            }
        }
        return runs
    }

    private mutating func append(_ run: ByteRun) {
        if let before = last, run.offset - before.end < Differences.gap {
            last = ByteRun(offset: before.offset, length: run.end - before.offset)
        } else {
            close()
            last = run
        }
    }

    private mutating func close() {
        guard let run = last else { return }
        last = nil
        if runs.count < Differences.kept { runs.append(run) } else { runsOmitted += 1 }
    }
}

extension UnsafeRawBufferPointer {
    /// Whether a buffer of the same length holds the same.
    fileprivate func elementsEqualInMemory(_ other: UnsafeRawBufferPointer) -> Bool {
        guard let start = baseAddress, let otherStart = other.baseAddress else { return isEmpty }
        return memcmp(start, otherStart, count) == 0
    }
}
