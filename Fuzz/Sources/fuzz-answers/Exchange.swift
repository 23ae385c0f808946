import Synchronization

typealias Bytes = Slice<UnsafeBufferPointer<UInt8>>

/// A call, where one is due, and an answer: a byte that chooses the call, one that says how it is answered, and the
/// answer's body or, of a raw one, all that is sent. From `silentFrom` on the first byte chooses a server that says nothing
/// more where the client waits for more: until a limit of the client's strikes, so that not every input may wait for one.
struct Exchange: Sendable {
    enum Ending: Int { case none, clean, reset, inTheMiddle }

    private static let manyBytes = 256 << 10
    private static let silentFrom = 0xe0

    let call: ClientCall
    /// What is sent, and what then becomes of the connection.
    let bytes: [UInt8]
    let ending: Ending
    /// Whether it is sent before all of the request has come.
    let isEarly: Bool
    /// Whether the connection stays open where the client waits for more than was sent.
    let isSilent: Bool

    init(_ input: Bytes) {
        var rest = input
        let calls = ClientCall.allCases
        let choice = Int(rest.popFirst() ?? 0)
        call = calls[choice % calls.count]
        isSilent = choice >= Self.silentFrom
        let manner = Int(rest.popFirst() ?? 0)
        let isLong = manner & 0x80 != 0
        isEarly = manner & 0x40 != 0
        let ending = Ending(rawValue: manner >> 4 & 3) ?? .none
        let body = isLong ? Self.many(rest) : Array(rest)
        let framing = manner & 3
        self.ending = framing == 2 && ending == .none ? .clean : ending
        bytes = framing == 3 ? body : Self.head(status: manner >> 2 & 3) + Self.framed(body, framing)
    }

    private static func many(_ bytes: Bytes) -> [UInt8] {
        bytes.isEmpty ? [] : (0..<max(1, manyBytes / bytes.count)).flatMap { _ in bytes }
    }

    private static func head(status: Int) -> [UInt8] {
        let line = ["200 OK", "500 Server Error", "404 Not Found", "200 OK"][status]
        let type = status == 3 ? "text/html" : "application/json"
        return Array("HTTP/1.1 \(line)\r\nContent-Type: \(type)\r\n".utf8)
    }

    /// The body as the rest of an answer: with its length, in chunks that 0xfe ends, or to the connection's end.
    private static func framed(_ body: [UInt8], _ framing: Int) -> [UInt8] {
        switch framing {
        case 0: return Array("Content-Length: \(body.count)\r\n\r\n".utf8) + body
        case 1:
            let chunks = body.split(separator: 0xfe).flatMap { chunk in
                Array((String(chunk.count, radix: 16) + "\r\n").utf8) + chunk + Array("\r\n".utf8)
            }
            return Array("Transfer-Encoding: chunked\r\n\r\n".utf8) + chunks + Array("0\r\n\r\n".utf8)
        default: return Array("\r\n".utf8) + body
        }
    }
}

/// The exchanges of an input, which the client and the server go through together.
final class AnswerScript: Sendable {
    private let exchanges: [Exchange]
    /// How many were begun by a call.
    private let called = Atomic(0)
    /// How many of the answers were taken.
    private let answered = Atomic(0)

    init(_ exchanges: [Exchange]) { self.exchanges = exchanges }

    /// What to call next, once: that of the answer which is next, or a later one where the last call took none.
    var nextCall: ClientCall? {
        let next = max(called.load(ordering: .acquiring), answered.load(ordering: .acquiring))
        guard next < exchanges.count else { return nil }
        called.store(next + 1, ordering: .releasing)
        answered.store(next, ordering: .releasing)
        return exchanges[next].call
    }

    /// What to answer next, once; nil at the end.
    var nextAnswer: Exchange? {
        let next = answered.add(1, ordering: .acquiringAndReleasing).oldValue
        return next < exchanges.count ? exchanges[next] : nil
    }
}
