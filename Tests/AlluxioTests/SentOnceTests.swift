import Alluxio
import OSThreads
import TestSupport
import Testing

@Suite("Every call is sent once", .ownThread, .timeLimit(.minutes(20)))
struct SentOnceTests {
    struct Row: Sendable, CustomTestStringConvertible {
        var testDescription: String
        /// Whether it is in doubt when no answer comes.
        var inDoubt = false
        var stream: StreamID?
        var call: @Sendable (AlluxioClient, AlluxioPath) throws -> Void
    }

    static let rows: [Row] = [
        Row(testDescription: "proxy info, a GET") { client, _ in _ = try client.proxyInfo() },
        Row(testDescription: "get-status, without a body") { client, path in _ = try client.getStatus(path) },
        Row(testDescription: "list-status, with options") { client, path in
            _ = try client.listStatus(path, .init { $0.recursive = true })
        },
        Row(testDescription: "exists") { client, path in _ = try client.exists(path) },
        Row(testDescription: "open-file") { client, path in _ = try client.openFile(path) },
        Row(testDescription: "free") { client, path in try client.free(path) },
        Row(testDescription: "set-attribute") { client, path in
            try client.setAttribute(path, .init { $0.pinned = true })
        },
        Row(testDescription: "mount") { client, path in try client.mount(path, source: "s") },
        Row(testDescription: "unmount") { client, path in try client.unmount(path) },
        Row(testDescription: "read") { client, path in
            try client.read(FileInStream(id: .one, path: path)) { _ in }
        },
        Row(testDescription: "close of a reader") { client, path in
            try client.close(FileInStream(id: .one, path: path))
        },
        Row(testDescription: "write of no bytes") { client, path in
            try client.write(FileOutStream(id: .one, path: path)) { _ in 0 }
        },
        Row(testDescription: "write of 300,000 bytes") { client, path in
            var left = 300_000
            try client.write(FileOutStream(id: .one, path: path)) { buffer in
                let count = min(left, buffer.count)
                left -= count
                return count
            }
        },
        Row(testDescription: "create-file, without a body", inDoubt: true) { client, path in
            _ = try client.createFile(path)
        },
        Row(testDescription: "create-file, with options", inDoubt: true) { client, path in
            _ = try client.createFile(path, .init { $0.recursive = false })
        },
        Row(testDescription: "create-directory", inDoubt: true) { client, path in
            try client.createDirectory(path)
        },
        Row(testDescription: "delete", inDoubt: true) { client, path in try client.delete(path) },
        Row(testDescription: "rename", inDoubt: true) { client, path in try client.rename(path, to: path) },
        Row(testDescription: "close of a writer", inDoubt: true, stream: .one) { client, path in
            try client.close(FileOutStream(id: .one, path: path))
        },
    ]

    /// What becomes of the kept connection once the request was read.
    enum Fate: String, CaseIterable, Sendable {
        case closed, reset, silent
        /// The server ends, too: libcurl, which begins anew, finds nobody.
        case gone

        var script: [ScriptedServer.Action] {
            switch self {
            case .closed: [.close]
            case .reset: [.reset]
            case .silent, .gone: [.stall]
            }
        }
    }

    @Test(
        "though its kept connection dies when it was read; what changes is then in doubt", arguments: rows,
        Fate.allCases)
    func dropped(_ row: Row, fate: Fate) throws {
        let seen = Counter()
        let server = try ScriptedServer { _ in seen.next() == 1 ? [.text(200, "true")] : fate.script }
        let client = try AlluxioClient(server) {
            $0.metadataTimeout = fate == .silent ? .seconds(5) : .seconds(30)
            $0.stallTimeout = $0.metadataTimeout
        }
        let path = try AlluxioPath("/folder/file")
        #expect(try client.exists(path))

        if fate == .gone {
            try OSThread { if server.requests(atLeast: 2) != nil { server.stop() } }.detach()
        }
        let error = #expect(throws: AlluxioError.self) { try row.call(client, path) }
        server.stop()
        #expect(server.requests.map(\.connection) == [1, 1])
        let codes: [AlluxioError.Code] = fate == .silent ? [.timeout, .stalled] : [.reset]
        guard row.inDoubt else {
            #expect(error.map { codes.contains($0.code) } == true, "\(error.map { "\($0)" } ?? "")")
            #expect(error?.leftBehind == nil)
            return
        }
        #expect(error?.code == .inDoubt)
        #expect(error?.leftBehind?.path == path)
        #expect(error?.leftBehind?.stream == row.stream)
        #expect(error?.leftBehind?.proxy == client.proxy)
        let cause = try #require(error?.cause as? AlluxioError)
        #expect(codes.contains(cause.code), "\(cause)")
        #expect(error?.message.contains(cause.message) == true)
    }

    @Test("and not at all where no connection stands, which leaves no doubt", arguments: rows)
    func refused(_ row: Row) throws {
        // Not a server that has stopped: its port may be another test's by now.
        let dead = try DeadPort(.refuses)
        let client = try AlluxioClient(ProxyAddress(host: "127.0.0.1", port: dead.port))
        let error = withExtendedLifetime(dead) {
            #expect(throws: AlluxioError.self) { try row.call(client, .root) }
        }
        #expect(error?.code == .connect)
        #expect(error?.leftBehind == nil)
        #expect(error?.message.contains("\(client.proxy)") == true)
    }

    @Test("over a new connection where the kept one idled too long, the same one where it did not")
    func renewed() throws {
        let proxy = try ScriptedProxy()
        let client = try AlluxioClient(proxy.server) { $0.maximumIdleTime = .seconds(4) }
        #expect(try client.exists(.root) && client.exists(.root))
        #expect(proxy.server.connections == 1)
        // The time is the thing under test: it is waited out on a server that is silent.
        let silent = try ScriptedServer { _ in [.stall] }
        let other = try AlluxioClient(silent) { $0.metadataTimeout = .milliseconds(4100) }
        #expect(throws: AlluxioError.self) { try other.exists(.root) }
        #expect(try client.exists(.root))
        #expect(proxy.server.connections == 2)
        #expect(
            AlluxioClient.Configuration().maximumIdleTime == .seconds(25), "a proxy cuts idle ones after 30 s"
        )
    }
}
