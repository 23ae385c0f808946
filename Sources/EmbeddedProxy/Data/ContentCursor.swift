import Glibc
import OSThreads
import SelfDescribingData

/// A place in a file's content, from which it is read on.
struct ContentCursor: Sendable {
    private let content: FileContent
    private var position: Int64 = 0
    /// Whose segments before this one are passed.
    private var segment = 0
    /// Passed of that segment, and of all stored bytes.
    private var passedOfSegment: Int64 = 0
    private var passedOfStored: Int64 = 0
    /// There from the first stored byte to the end of the content.
    private var reader: (any StoredBytesReader)?

    init(_ content: FileContent, at place: Int64 = 0) {
        self.content = content
        skip(to: place)
    }

    /// In bytes.
    var remaining: Int64 { content.count - position }

    /// Fills the buffer with what comes next, as far as there is anything; how many bytes that was.
    mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws(SystemError) -> Int {
        var filled = 0
        while filled < buffer.count, segment < content.segments.count {
            let left = content.segments[segment].count - passedOfSegment
            let part = Int(min(Int64(buffer.count - filled), left))
            try readOfSegment(into: UnsafeMutableRawBufferPointer(rebasing: buffer[filled..<filled + part]))
            filled += part
            pass(Int64(part))
        }
        return filled
    }

    /// Passes what stands between its place and a later one.
    mutating func skip(to place: Int64) {
        while position < place, segment < content.segments.count {
            pass(min(place - position, content.segments[segment].count - passedOfSegment))
        }
    }

    private mutating func pass(_ count: Int64) {
        position += count
        passedOfSegment += count
        if case .stored = content.segments[segment].kind { passedOfStored += count }
        if passedOfSegment == content.segments[segment].count {
            segment += 1
            passedOfSegment = 0
        }
        if remaining == 0 { reader = nil }
    }

    private mutating func readOfSegment(into buffer: UnsafeMutableRawBufferPointer) throws(SystemError) {
        switch content.segments[segment].kind {
        case .generated(let identity): identity.fill(buffer, at: position)
        case .stored:
            if reader == nil { reader = try content.reader() }
            try reader?.read(at: passedOfStored, into: buffer)
        case .part(let other, let place):
            var cursor = ContentCursor(other, at: place + passedOfSegment)
            _ = try cursor.read(into: buffer)
        case .bytes(let bytes):
            let passed = Int(passedOfSegment)
            bytes.withUnsafeBytes {
                buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[passed..<passed + buffer.count]))
            }
        case .lost: throw SystemError(code: ENODATA, doing: "read what is lost")
        }
    }
}
