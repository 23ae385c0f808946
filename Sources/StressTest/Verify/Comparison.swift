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
        let comparable = piece.part(0, count: Int(max(0, min(Int64(piece.count), source.length - offset))))
        if fingerprints != nil {
            try compareBlocks(comparable)
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
            let part = piece.part(start, count: min(scratch.count, piece.count - start))
            let position = offset + Int64(start)
            let equal = try source.withBytes(at: position, count: part.count, scratch: scratch) { expected in
                part.elementsEqualInMemory(expected)
            }
            if !equal { try noteDifferences(part, at: position) }
        }
    }

    /// Holds whole blocks against their fingerprints; what is no whole block yet is held until it is. The source is in
    /// memory then, so that `scratch` is free for it.
    private mutating func compareBlocks(_ piece: UnsafeRawBufferPointer) throws(SystemError) {
        var next = 0
        if held > 0 {
            next = min(piece.count, Fingerprints.blockSize - held)
            hold(piece.part(0, count: next))
            guard held == Fingerprints.blockSize else { return }
            held = 0
            let block = UnsafeRawBufferPointer(scratch).part(0, count: Fingerprints.blockSize)
            try compare(block, at: offset + Int64(next - block.count))
        }
        let whole = (piece.count - next) & ~(Fingerprints.blockSize - 1)
        try compare(piece.part(next, count: whole), at: offset + Int64(next))
        next += whole
        hold(piece.part(next, count: piece.count - next))
    }

    private mutating func hold(_ bytes: UnsafeRawBufferPointer) {
        guard let target = scratch.baseAddress, let start = bytes.baseAddress else { return }
        (target + held).copyMemory(from: start, byteCount: bytes.count)
        held += bytes.count
    }

    private mutating func compare(_ blocks: UnsafeRawBufferPointer, at position: Int64) throws(SystemError) {
        let matching = fingerprints?.matchingPrefix(blocks, at: position) ?? 0
        guard matching < blocks.count else { return }
        try noteDifferences(
            blocks.part(matching, count: blocks.count - matching), at: position + Int64(matching))
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
    /// So many bytes from a place on. (Slicing takes a hundred instructions, and there are three slices a piece.)
    fileprivate func part(_ start: Int, count: Int) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(start: baseAddress.map { $0 + start }, count: count)
    }

    /// Whether a buffer of the same length holds the same.
    fileprivate func elementsEqualInMemory(_ other: UnsafeRawBufferPointer) -> Bool {
        guard let start = baseAddress, let otherStart = other.baseAddress else { return isEmpty }
        return memcmp(start, otherStart, count) == 0
    }
}
