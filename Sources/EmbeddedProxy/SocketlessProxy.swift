import SelfDescribingData
import WebServer

/// The proxy's calls without a socket, for the fuzz targets.
@_spi(Fuzzing)
public final class SocketlessProxy {
    private let cluster = Cluster()

    /// Of a cluster that has nothing but the root.
    public init() {}

    /// Answers a request whose body comes in these pieces, and reads the answer to its end; the HTTP status, nil where
    /// the connection was cut.
    public func answer(
        method: String, target: String, contentType: String?, accept: String?, body: [[UInt8]]
    ) -> Int? {
        let head = RequestHead(method: method, target: target, contentType: contentType, accept: accept)
        switch cluster.reception(of: head) {
        case .answer(let response): return Self.drain(response)
        case .body(let receiver):
            for piece in body where !receiver.receive(piece.span.bytes) {
                receiver.brokeOff()
                return receiver.refusal?.status
            }
            return Self.drain(receiver.end())
        }
    }

    private static func drain(_ response: Response) -> Int? {
        guard case .stream(let source, _) = response.body else { return response.status }
        return withUnsafeTemporaryAllocation(byteCount: 4 << 10, alignment: 16) { memory in
            while true {
                var buffer = BodyBuffer(memory)
                guard source.fill(&buffer) else { return nil }
                if buffer.count == 0 { return response.status }
            }
        }
    }

    /// The first bytes of a generated file.
    public static func generatedData(file: Int, count: Int) -> [UInt8] {
        let identity = Identity(
            run: 1, node: 1, process: 1, file: UInt16(truncatingIfNeeded: file), version: 1)
        return identity.data(at: 0, count: count)
    }
}
