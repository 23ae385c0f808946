import FoundationEssentials
import OSThreads

/// A small Alluxio proxy in memory, each of whose answers a test may replace: what no real one can be made to do.
public final class ScriptedAlluxio: Sendable {
    /// A call as it came.
    public struct Call: Sendable {
        /// As in its address: `create-file`, `write`, `proxy-info`, …
        public var operation: String
        /// Of a call on a stream, the path that the stream was opened for.
        public var path: String
        public var stream: Int?
        public var request: ReceivedRequest
    }

    /// What to do about a call.
    public enum Answer: Sendable {
        /// What Alluxio does.
        case usual
        /// Only this: nothing is done.
        case instead([ScriptedServer.Action])
        /// What Alluxio does, but this for its answer.
        case afterwards([ScriptedServer.Action])
    }

    public typealias Answering = @Sendable (Call) -> Answer
    public typealias Showing = @Sendable (Entry) -> Entry?

    public let server: ScriptedServer
    private let contents: Monitor<Contents>

    /// Starts one that has a root and nothing in it.
    ///
    /// - Parameters:
    ///   - interrupter: as of `ScriptedServer`.
    ///   - showing: what statuses and listings show of an entry; nil hides it.
    ///   - answering: what is done about a call, on its connection's thread.
    public init(
        interrupter: @escaping ScriptedServer.Interrupter = { _ in nil },
        showing: @escaping Showing = { $0 },
        answering: @escaping Answering = { _ in .usual }
    ) throws {
        let contents = Monitor(Contents(showing: showing))
        self.contents = contents
        server = try ScriptedServer(interrupter: interrupter) { request in
            guard let call = contents.withLock({ $0.note(request) }) else {
                return [.text(404, "<html>no such thing</html>", contentType: "text/html")]
            }
            switch answering(call) {
            case .usual: return contents.withLock { $0.perform(call) }
            case .instead(let script): return script
            case .afterwards(let script):
                _ = contents.withLock { $0.perform(call) }
                return script
            }
        }
    }

    /// The calls so far, in their order.
    public var calls: [Call] { contents.withLock { $0.calls } }

    /// Those of an operation, of a path whose end is `path`.
    public func calls(_ operation: String, _ path: String = "") -> [Call] {
        calls.filter { $0.operation == operation && $0.path.hasSuffix(path) }
    }

    /// The paths of all entries but the root, sorted.
    public var paths: [String] { contents.withLock { $0.entries.keys.filter { $0 != "/" }.sorted() } }

    public func entry(_ path: String) -> Entry? { contents.withLock { $0.entries[path] } }

    /// Puts an entry there, and the folders that it stands in.
    public func put(_ entry: Entry) { contents.withLock { $0.put(entry) } }
}

extension ScriptedAlluxio {
    /// A file or a folder.
    public struct Entry: Sendable {
        public var path: String
        public var isFolder = false
        public var bytes: [UInt8] = []
        public var completed = true
        /// What the status says, where it is not the number of bytes.
        public var length: Int?
        public var pinned = false
        public var mountPoint = false
        public var inAlluxioPercentage = 100
        /// Milliseconds since 1970.
        public var creationTimeMs = Int64(Date().timeIntervalSince1970 * 1000)
        /// Values in base64.
        public var xattr: [String: String] = [:]

        public static func file(_ path: String, _ bytes: [UInt8] = []) -> Entry {
            Entry(path: path, bytes: bytes)
        }

        public static func folder(_ path: String) -> Entry { Entry(path: path, isFolder: true) }

        /// This, with changes.
        public func with(_ change: (inout Entry) -> Void) -> Entry {
            var copy = self
            change(&copy)
            return copy
        }
    }

    /// Alluxio's answer to what it refuses.
    public static func refusal(_ code: String, _ message: String) -> [ScriptedServer.Action] {
        [.text(500, #"{"statusCode":"\#(code)","message":"\#(message)"}"#)]
    }
}
