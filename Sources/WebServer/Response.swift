/// An answer to a request.
package struct Response {
    package enum Body {
        /// Bytes that are there, sent with their Content-Length.
        case bytes([UInt8])
        /// Bytes that are asked for while they are sent, in chunks.
        case stream(any BodySource)
        /// Nothing is ever sent, the head neither, until the client leaves or the server stops.
        case silence
    }

    package var status: Int
    package var contentType: String?
    package var body: Body

    package init(_ status: Int, contentType: String? = nil, _ body: Body = .bytes([])) {
        self.status = status
        self.contentType = contentType
        self.body = body
    }

    package init(_ status: Int, contentType: String? = nil, text: String) {
        self.init(status, contentType: contentType, .bytes(Array(text.utf8)))
    }
}

/// Gives one answer's body, on the connection's own thread.
package protocol BodySource: AnyObject {
    /// Puts what comes next into `buffer`; nothing ends the body. False cuts the connection.
    func fill(_ buffer: inout BodyBuffer) -> Bool
}

/// Room for the next bytes of an answer, which go to the network from there.
package struct BodyBuffer: ~Copyable {
    private let memory: UnsafeMutableRawBufferPointer
    private let socket: Int32
    private var limit: Int
    package private(set) var count = 0

    init(_ memory: UnsafeMutableRawBufferPointer, socket: Int32) {
        self.memory = memory
        self.socket = socket
        limit = memory.count
    }

    /// How many bytes still go in.
    package var room: Int { limit - count }

    /// Lets no more than so many bytes in.
    package mutating func limit(to bytes: Int) { limit = max(count, min(limit, bytes)) }

    /// Holds the connection's thread until the client leaves or the server stops.
    package func waitUntilClientLeaves() { ClientDeparture.wait(on: socket) }

    /// Puts in as much of `bytes` from `offset` on as there is room for; how much that was.
    package mutating func append(_ bytes: [UInt8], from offset: Int = 0) -> Int {
        let taken = min(bytes.count - offset, room)
        guard taken > 0 else { return 0 }
        bytes.withUnsafeBytes { source in
            UnsafeMutableRawBufferPointer(rebasing: memory[count...])
                .copyMemory(from: UnsafeRawBufferPointer(rebasing: source[offset..<offset + taken]))
        }
        count += taken
        return taken
    }
}

extension [UInt8] {
    /// Appends a piece of a request's body.
    package mutating func append(_ piece: RawSpan) {
        piece.withUnsafeBytes { append(contentsOf: $0) }
    }
}
