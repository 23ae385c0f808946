import Alluxio
import TestSupport
import Testing

/// What goes wrong while a failed upload is undone: never a close before the delete was answered, and what stays is said.
@Suite("Undoing that fails", .ownThread, .timeLimit(.minutes(20)))
struct UndoingTests {
    struct Row: Sendable, CustomTestStringConvertible {
        var testDescription: String
        /// Beside those of a proxy where all goes well.
        var scripts: [String: [ScriptedProxy.Script]]
        /// The calls after create-file and the write that failed.
        var calls: [String]
        /// Whether something stays, and whether a stream with it.
        var left: (stream: Bool, why: String)?
    }

    static let unavailable = ScriptedServer.Action.error("UNAVAILABLE", "Failed after 44 attempts")

    static let rows: [Row] = [
        Row(
            testDescription: "a delete that is not answered: no close", scripts: ["delete": [[.close]]],
            calls: ["delete"], left: (true, "delete got no answer")),
        Row(
            testDescription: "a delete that times out: no close", scripts: ["delete": [[.stall]]],
            calls: ["delete"], left: (true, "delete got no answer")),
        Row(
            testDescription: "a delete that is refused: no close", scripts: ["delete": [[unavailable]]],
            calls: ["delete"], left: (true, "Failed after 44 attempts")),
        Row(
            testDescription: "a delete of a master that is starting: no close",
            scripts: [
                "delete": [[.error("NOT_FOUND", "Service FILE_SYSTEM_MASTER_CLIENT_SERVICE is not found.")]]
            ], calls: ["delete"], left: (true, "SERVICE is not found")),
        Row(
            testDescription: "a file that is gone already: closed",
            scripts: ["delete": [[.error("NOT_FOUND", "Path \"/f\" does not exist.")]]],
            calls: ["delete", "close", "get-status"]),
        Row(
            testDescription: "a close that fails", scripts: ["close": [[.error("INTERNAL", "broken")]]],
            calls: ["delete", "close"], left: (true, "block reserved")),
        Row(
            testDescription: "a close that is not answered", scripts: ["close": [[.close]]],
            calls: ["delete", "close"], left: (true, "block reserved")),
        Row(
            testDescription: "a stream that is gone already",
            scripts: ["close": [[.error("INTERNAL", "stream does not exist")]]],
            calls: ["delete", "close", "get-status"]),
        Row(
            testDescription: "a file that is there after its delete",
            scripts: ["get-status": [[.text(200, Self.status)]]], calls: ["delete", "close", "get-status"],
            left: (false, "there after its delete")),
        Row(
            testDescription: "a status that is not answered", scripts: ["get-status": [[.close]]],
            calls: ["delete", "close", "get-status"], left: (false, "get-status")),
        Row(
            testDescription: "a status that can't be had", scripts: ["get-status": [[unavailable]]],
            calls: ["delete", "close", "get-status"], left: (false, "Failed after 44 attempts")),
    ]

    static let status = """
        {"name": "f", "path": "/f", "length": 3, "completed": true, "folder": false, "pinned": false,
         "mountPoint": false, "creationTimeMs": 0, "inAlluxioPercentage": 100, "persisted": false,
         "persistenceState": "NOT_PERSISTED"}
        """

    @Test("says what is left, and the first failure stays the error", arguments: rows)
    func leaves(_ row: Row) throws {
        var scripts = row.scripts
        scripts["write"] = [[.error("UNKNOWN", "Failed to cache: io exception")]]
        let proxy = try ScriptedProxy(scripts)
        let client = try AlluxioClient(proxy.server) { $0.metadataTimeout = .seconds(5) }
        let path = try AlluxioPath("/f")
        let error = #expect(throws: AlluxioError.self) {
            try client.withWriter(path) { writer in _ = try writer.write(bytes(10)) }
        }
        #expect(error?.code == .workerLost)
        #expect(proxy.calls == ["create-file", "write"] + row.calls)
        guard let left = row.left else {
            #expect(error?.leftBehind == nil)
            return
        }
        #expect(error?.leftBehind?.path == path && error?.leftBehind?.proxy == client.proxy)
        #expect(error?.leftBehind?.stream == (left.stream ? StreamID(rawValue: 7) : nil))
        #expect(error?.leftBehind?.why.contains(left.why) == true, "\(error?.leftBehind?.why ?? "")")
    }

    @Test("follows a close of a whole file that failed")
    func failedClose() throws {
        let proxy = try ScriptedProxy(["close": [[.error("UNKNOWN", "worker gone")]]])
        let error = #expect(throws: AlluxioError.self) {
            try AlluxioClient(proxy.server).withWriter(.root.appending("f")) { try $0.write(bytes(10)) }
        }
        #expect(error?.code == .unknown && error?.operation == .close && error?.leftBehind == nil)
        #expect(proxy.calls == ["create-file", "write", "close", "delete", "close", "get-status"])
    }

    @Test(
        "follows no create and no close that is in doubt: it may be done later, on whatever then stands there",
        arguments: [("create-file", ["create-file"]), ("close", ["create-file", "write", "close"])])
    func inDoubt(call: String, calls: [String]) throws {
        let proxy = try ScriptedProxy([call: [[.close]]])
        let error = #expect(throws: AlluxioError.self) {
            try AlluxioClient(proxy.server).withWriter(.root.appending("f")) { try $0.write(bytes(10)) }
        }
        #expect(error?.code == .inDoubt && error?.leftBehind?.path.description == "/f")
        #expect(error?.leftBehind?.stream == (call == "close" ? StreamID(rawValue: 7) : nil))
        #expect(proxy.calls == calls)
    }
}
