import OSThreads
import WebServer

/// Ends the connection in the middle of a body, of which nothing is left for a later read.
final class CutBody: BodySource {
    private let source: any BodySource
    private let reader: FileReader?
    private var left: Int64

    init(_ source: any BodySource, after place: Int64, _ reader: FileReader?) {
        self.source = source
        self.reader = reader
        left = place
    }

    func fill(_ buffer: inout BodyBuffer) -> Bool {
        if left == 0 { reader?.skipRest() }
        guard left > 0, let count = buffer.take(from: source, atMost: Int(clamping: left)) else {
            return false
        }
        left -= Int64(count)
        return true
    }
}

/// Stops in the middle of a body for a while.
final class StallingBody: BodySource {
    private let source: any BodySource
    private let duration: Duration
    private let client: any Client
    /// Until it stops; negative when it has.
    private var left: Int64

    init(_ source: any BodySource, after place: Int64, for duration: Duration, _ client: any Client) {
        self.source = source
        self.duration = duration
        self.client = client
        left = place
    }

    func fill(_ buffer: inout BodyBuffer) -> Bool {
        if left == 0 {
            guard client.wait(for: duration) else { return false }
            left = -1
        }
        guard left > 0 else { return source.fill(&buffer) }
        guard let count = buffer.take(from: source, atMost: Int(clamping: left)) else { return false }
        left = count > 0 ? left - Int64(count) : -1
        return true
    }
}

/// Gives a body in small pieces, evenly over a time.
final class SlowBody: BodySource {
    private static let pieces: Int64 = 64

    private let source: any BodySource
    private let length: Int64
    private let duration: Duration
    private let client: any Client
    private let start = MonotonicTime.now
    private var passed: Int64 = 0

    init(_ source: any BodySource, length: Int64, for duration: Duration, _ client: any Client) {
        self.source = source
        self.length = length
        self.duration = duration
        self.client = client
    }

    func fill(_ buffer: inout BodyBuffer) -> Bool {
        let piece = max(1, length / Self.pieces)
        // When the last byte of the piece is due.
        let due = start + duration * min(1, Double(passed + piece) / Double(length))
        guard client.wait(for: due - .now),
            let count = buffer.take(from: source, atMost: Int(clamping: piece))
        else { return false }
        passed += Int64(count)
        return true
    }
}

/// Gives bytes that are there.
final class BytesSource: BodySource {
    private let bytes: [UInt8]
    private var passed = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    func fill(_ buffer: inout BodyBuffer) -> Bool {
        passed += buffer.append(bytes, from: passed)
        return true
    }
}

extension Response.Body {
    /// Gives it piece by piece.
    var source: any BodySource {
        switch self {
        case .bytes(let bytes): BytesSource(bytes)
        case .stream(let source, _): source
        case .nothing: BytesSource([])
        }
    }

    /// The Content-Length that is sent with it, if one is.
    var sentLength: Int? {
        switch self {
        case .bytes(let bytes): bytes.count
        case .stream(_, let length): length
        case .nothing: nil
        }
    }
}
