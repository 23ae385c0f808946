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

    init(_ content: FileContent) { self.content = content }

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
            if Int64(part) == left {
                segment += 1
                passedOfSegment = 0
            }
        }
        if remaining == 0 { reader = nil }
        return filled
    }

    private mutating func readOfSegment(into buffer: UnsafeMutableRawBufferPointer) throws(SystemError) {
        switch content.segments[segment].kind {
        case .generated(let identity): identity.fill(buffer, at: position)
        case .stored:
            if reader == nil { reader = try content.reader() }
            try reader?.read(at: passedOfStored, into: buffer)
            passedOfStored += Int64(buffer.count)
        }
        passedOfSegment += Int64(buffer.count)
        position += Int64(buffer.count)
    }
}
