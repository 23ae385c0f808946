/// One request as a `ScriptedServer` got it.
public struct ReceivedRequest: Sendable {
    public var method: String
    /// Path and query as they stood on the wire.
    public var target: String
    public var headers: [(name: String, value: String)]
    /// The body without its chunks' framing; what came of it, where it broke off.
    public var body: [UInt8] = []
    /// Whether the body came to its end.
    public var isWhole = false
    /// The number of its connection, from 1.
    public var connection: Int

    /// The value of the first header of that name, in any case.
    public subscript(header name: String) -> String? {
        headers.first { $0.name.lowercased() == name.lowercased() }?.value
    }

    public var isChunked: Bool { self[header: "Transfer-Encoding"]?.lowercased() == "chunked" }

    public var text: String { String(decoding: body, as: UTF8.self) }
}
