/// An answer to a request.
package struct Response {
    package enum Body {
        /// Bytes that are there, sent with their Content-Length.
        case bytes([UInt8])
        /// Bytes that are asked for while they are sent: in chunks, or with their Content-Length where it is known.
        case stream(any BodySource, length: Int? = nil)
        /// No answer at all, not even a status: the connection ends.
        case nothing
    }

    package var status: Int
    package var contentType: String?
    package var body: Body

    package init(_ status: Int, contentType: String? = nil, _ body: Body = .bytes([])) {
        self.status = status
        self.contentType = contentType
        self.body = body
    }

    /// Ends the connection without an answer.
    package static var nothing: Response { Response(0, .nothing) }

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
    package private(set) var count = 0

    package init(_ memory: UnsafeMutableRawBufferPointer) { self.memory = memory }

    /// How many bytes still go in.
    package var room: Int { memory.count - count }

    /// Lets a source put in at most so many bytes; how many it did, nil where it cuts the connection.
    package mutating func take(from source: any BodySource, atMost limit: Int) -> Int? {
        let free = UnsafeMutableRawBufferPointer(rebasing: memory[count..<count + min(limit, room)])
        var part = BodyBuffer(free)
        guard source.fill(&part) else { return nil }
        count += part.count
        return part.count
    }

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

    /// Lets `body` put bytes into the room that is left, from its beginning on; it returns how many.
    package mutating func append<Failure: Error>(
        _ body: (UnsafeMutableRawBufferPointer) throws(Failure) -> Int
    ) throws(Failure) {
        count += try body(UnsafeMutableRawBufferPointer(rebasing: memory[count...]))
    }
}

extension [UInt8] {
    /// Appends a piece of a request's body.
    package mutating func append(_ piece: RawSpan) {
        piece.withUnsafeBytes { append(contentsOf: $0) }
    }
}
