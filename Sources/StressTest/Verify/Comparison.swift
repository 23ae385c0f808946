import Glibc
import Measurement
import OSThreads

/// Holds bytes that arrive in pieces, in order, against a source file's, and notes the runs of bytes that differ.
struct Comparison: ~Copyable {
    /// A run of bytes that differ. It begins and ends at a byte that differs; gaps of fewer than 16 equal ones belong to it.
    struct Run: Equatable {
        var offset: Int64
        var length: Int64
        var end: Int64 { offset + length }
    }

    private static let gap = 16
    /// Runs beyond these are counted, so that a file that is wrong everywhere takes no more memory than another.
    private static let kept = Outcome.findingsKeptOfFile

    private let source: SourceFile
    private let scratch = UnsafeMutableRawBufferPointer.allocate(byteCount: 64 << 10, alignment: 64)
    /// How many bytes came.
    private(set) var offset: Int64 = 0
    private(set) var runs: [Run] = []
    private(set) var runsOmitted = 0
    private var last: Run?

    init(with source: SourceFile) {
        self.source = source
    }

    deinit { scratch.deallocate() }

    /// Takes the next piece. Bytes beyond the source's length are counted only.
    mutating func take(_ piece: UnsafeRawBufferPointer) throws(SystemError) {
        var rest = piece[...]
        while !rest.isEmpty {
            let count = min(rest.count, scratch.count)
            let part = UnsafeRawBufferPointer(rebasing: rest.prefix(count))
            let comparable = Int(max(0, min(Int64(count), source.length - offset)))
            if comparable > 0 {
                let equal = try source.withBytes(at: offset, count: comparable, scratch: scratch) {
                    Self.areEqual($0, part, comparable)
                }
                if !equal { try noteDifferences(UnsafeRawBufferPointer(rebasing: part.prefix(comparable))) }
            }
            offset += Int64(count)
            rest = rest.dropFirst(count)
        }
    }

    /// To be called once all has come: the runs of bytes that differ.
    mutating func finish() {
        close()
    }

    private static func areEqual(_ a: UnsafeRawBufferPointer, _ b: UnsafeRawBufferPointer, _ count: Int)
        -> Bool
    {
        guard let a = a.baseAddress, let b = b.baseAddress else { return count == 0 }
        return memcmp(a, b, count) == 0
    }

    private mutating func noteDifferences(_ part: UnsafeRawBufferPointer) throws(SystemError) {
        let start = offset
        let differing = try source.withBytes(at: start, count: part.count, scratch: scratch) { expected in
            Self.runs(in: part, against: expected, from: start)
        }
        for run in differing { append(run) }
    }

    private static func runs(
        in part: UnsafeRawBufferPointer, against expected: UnsafeRawBufferPointer, from start: Int64
    ) -> [Run] {
        var runs: [Run] = []
        for index in part.indices where part[index] != expected[index] {
            let position = start + Int64(index)
            if let last = runs.last, position - last.end < gap {
                runs[runs.count - 1].length = position + 1 - last.offset
            } else {
                runs.append(Run(offset: position, length: 1))
            }
        }
        return runs
    }

    private mutating func append(_ run: Run) {
        if let before = last, run.offset - before.end < Self.gap {
            last = Run(offset: before.offset, length: run.end - before.offset)
        } else {
            close()
            last = run
        }
    }

    private mutating func close() {
        guard let run = last else { return }
        last = nil
        if runs.count < Self.kept { runs.append(run) } else { runsOmitted += 1 }
    }
}
