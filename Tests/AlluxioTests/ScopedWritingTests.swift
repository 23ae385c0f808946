import Glibc
import OSThreads
import TestSupport
import Testing

@testable import Alluxio

/// The order of the calls of `withWriter`: the contract's, by which no short file ever looks complete.
@Suite("Scoped writing", .ownThread, .timeLimit(.minutes(20)))
struct ScopedWritingTests {
    struct SourceBroke: Error {}

    private let path: AlluxioPath

    init() throws { path = try AlluxioPath("/f") }

    @Test("creates, writes and closes")
    func whole() throws {
        let proxy = try ScriptedProxy()
        let client = try AlluxioClient(proxy.server)
        let written = try client.withWriter(path) { writer in
            try writer.write(bytes(10))
            try writer.write(bytes(5))
            return writer.bytesWritten
        }
        #expect(written == 15)
        #expect(proxy.calls == ["create-file", "write", "write", "close"])
    }

    @Test("needs no write for an empty file")
    func empty() throws {
        let proxy = try ScriptedProxy()
        try AlluxioClient(proxy.server).withWriter(path) { _ in }
        #expect(proxy.calls == ["create-file", "close"])
    }

    @Test("of which the source breaks ends the body, deletes, only then closes, and looks whether it is gone")
    func brokenSource() throws {
        let proxy = try ScriptedProxy()
        let client = try AlluxioClient(proxy.server)
        let error = failure(of: client) { writer in
            var pieces = 0
            try writer.write { buffer in
                pieces += 1
                if pieces > 3 { throw SourceBroke() }
                return buffer.count
            }
        }
        #expect(error?.code == .local && error?.cause is SourceBroke && error?.operation == .write)
        #expect(error?.leftBehind == nil)
        #expect(proxy.calls == ["create-file", "write", "delete", "close", "get-status"])
        let write = try #require(proxy.server.requests.dropFirst().first)
        #expect(write.isWhole && write.isChunked && write.body.count > 100_000)
        #expect(proxy.server.requests.map(\.target).dropFirst(3).first == "/api/v1/streams/7/close")
    }

    @Test("of which the closure fails outside a write is undone, too")
    func brokenClosure() throws {
        let proxy = try ScriptedProxy()
        let error = failure(of: try AlluxioClient(proxy.server)) { _ in throw SourceBroke() }
        #expect(error?.cause is SourceBroke && error?.path == path)
        #expect(proxy.calls == ["create-file", "delete", "close", "get-status"])
    }

    @Test("gives an AlluxioError of the closure's back as it is")
    func closuresOwn() throws {
        let proxy = try ScriptedProxy()
        let error = failure(of: try AlluxioClient(proxy.server)) { writer in
            try writer.write { _ in throw AlluxioError(.twoRuns, "another run", operation: .writeFile) }
        }
        #expect(error?.code == .twoRuns && error?.operation == .writeFile)
        // No write: nothing is sent of a body that has no beginning.
        #expect(proxy.calls == ["create-file", "delete", "close", "get-status"])
    }

    @Test("of which a write fails is undone though the closure makes nothing of it, and writes nothing more")
    func swallowed() throws {
        let proxy = try ScriptedProxy(["write": [[.error("UNKNOWN", "Failed to cache: io exception")]]])
        let error = failure(of: try AlluxioClient(proxy.server)) { writer in
            _ = try? writer.write(bytes(10))
            _ = try? writer.write(bytes(10))
        }
        #expect(error?.code == .workerLost)
        #expect(proxy.calls == ["create-file", "write", "delete", "close", "get-status"])
    }

    @Test("of which the proxy took too few bytes is undone")
    func shortWrite() throws {
        let proxy = try ScriptedProxy(["write": [[.text(200, "9")]]])
        let error = failure(of: try AlluxioClient(proxy.server)) { writer in try writer.write(bytes(10)) }
        #expect(error?.code == .shortWrite)
        #expect(proxy.calls == ["create-file", "write", "delete", "close", "get-status"])
    }

    @Test("that the proxy answers in mid body pauses before it deletes, for the connection was cut")
    func answeredEarly() throws {
        let noSpace = ScriptedServer.Action.error(
            "UNKNOWN", "Failed to cache: Not enough space left on worker")
        let proxy = try ScriptedProxy(
            interruption: .init(afterBodyBytes: 100_000, script: [noSpace, .close]))
        let client = try AlluxioClient(proxy.server) { $0.pauseAfterACut = .milliseconds(200) }
        let calls = Calls(of: client)
        let error = failure(of: client) { writer in try writer.write { $0.count } }
        #expect(error?.code == .noSpace && error?.leftBehind == nil)
        #expect(proxy.calls == ["create-file", "write", "delete", "close", "get-status"])
        #expect(try calls.pause(from: .write, to: .delete) >= .milliseconds(200))
    }

    @Test("that the proxy stops taking is cut, and pauses before it deletes")
    func stalled() throws {
        let proxy = try ScriptedProxy(interruption: .init(afterBodyBytes: 1000, script: [.stall]))
        let client = try AlluxioClient(proxy.server) {
            $0.stallTimeout = .milliseconds(100)
            $0.pauseAfterACut = .milliseconds(200)
        }
        let calls = Calls(of: client)
        let error = failure(of: client) { writer in try writer.write { $0.count } }
        #expect(error?.code == .stalled && error?.leftBehind == nil)
        #expect(proxy.calls == ["create-file", "write", "delete", "close", "get-status"])
        // Two seconds to end the body properly, and the pause.
        #expect(try calls.pause(from: .write, to: .delete) >= .milliseconds(2200))
    }

    @Test("that a deadline ends is undone by limits of its own, and without a pause where the body was ended")
    func deadline() throws {
        let proxy = try ScriptedProxy()
        let client = try AlluxioClient(proxy.server) { $0.pauseAfterACut = .seconds(20) }
        let calls = Calls(of: client)
        let error = failure(of: client) { writer in
            client.deadline = MonotonicTime.now + .milliseconds(500)
            // Slowly: what is sent when the deadline comes must be read within the time to end it.
            try writer.write {
                usleep(5000)
                return min($0.count, 1000)
            }
        }
        #expect(error?.code == .timeout && error?.leftBehind == nil)
        #expect(proxy.calls == ["create-file", "write", "delete", "close", "get-status"])
        #expect(client.deadline != nil)
        #expect(calls.records.map(\.isUndoing) == [false, false, true, true, true])
    }

    @Test("waits between the close and the status, for a proxy may answer before it has closed")
    func slowClose() throws {
        let proxy = try ScriptedProxy()
        let client = try AlluxioClient(proxy.server) { $0.pauseAfterAnUndoingClose = .milliseconds(150) }
        let calls = Calls(of: client)
        _ = failure(of: client) { _ in throw SourceBroke() }
        #expect(try calls.pause(from: .close, to: .getStatus) >= .milliseconds(150))
        #expect(AlluxioClient.Configuration().pauseAfterAnUndoingClose == .milliseconds(200))
        #expect(AlluxioClient.Configuration().pauseAfterACut == .seconds(1))
    }

    private func failure(of client: AlluxioClient, _ body: (FileWriter) throws -> Void) -> AlluxioError? {
        #expect(throws: AlluxioError.self) { try client.withWriter(path, .init(), body) }
    }
}

/// A source of so many bytes.
func bytes(_ count: Int) -> (UnsafeMutableRawBufferPointer) -> Int {
    var left = count
    return { buffer in
        let piece = min(left, buffer.count)
        left -= piece
        return piece
    }
}

/// The calls that a client made.
final class Calls {
    private(set) var records: [CallRecord] = []

    init(of client: AlluxioClient) { client.observer = { self.records.append($0) } }

    /// From the end of the first call of a name to the beginning of the first of another.
    func pause(from: Alluxio.Operation, to: Alluxio.Operation) throws -> Duration {
        let first = try #require(records.first { $0.operation == from })
        return try #require(records.first { $0.operation == to }).start - first.end
    }
}
