import Alluxio
import TestSupport
import Testing

/// What a proxy, or what stands between, answered, and the error that the client makes of it. The recordings hold most of
/// what Alluxio answers; here stands what they lack.
@Suite("Answers that are errors", .ownThread, .timeLimit(.minutes(20)))
struct AnsweredErrorTests {
    struct Row: Sendable, CustomTestStringConvertible {
        var message: String
        var statusCode = "UNKNOWN"
        var code: AlluxioError.Code
        var testDescription: String { "\(statusCode): \(message)" }
    }

    static let rows: [Row] = [
        Row(
            message:
                "Failed to cache: Not enough space left on worker WorkerNetAddress{…} to store 67108864 bytes",
            code: .noSpace),
        Row(
            message:
                "Cannot read from /f because it is incomplete. Wait for the file to be marked as complete",
            code: .incompleteFile),
        Row(message: "Failed to cache: io exception", code: .workerLost),
        Row(message: "UNAVAILABLE: io exception", code: .unknown),
        Row(message: "stream does not exist", statusCode: "INTERNAL", code: .noStream),
        Row(message: "Path \"/is a directory\" does not exist.", statusCode: "NOT_FOUND", code: .notFound),
        Row(
            message: "Cannot read from d because it is a directory", statusCode: "NOT_FOUND",
            code: .isADirectory),
        Row(
            message: "Service FILE_SYSTEM_MASTER_CLIENT_SERVICE is not found.", statusCode: "NOT_FOUND",
            code: .unavailable),
        Row(message: "Failed after 44 attempts", statusCode: "UNAVAILABLE", code: .unavailable),
        Row(message: "", statusCode: "DEADLINE_EXCEEDED", code: .unknown),
        Row(message: "denied", statusCode: "PERMISSION_DENIED", code: .unknown),
    ]

    @Test(
        "have the code that Alluxio's code or message tells, in both versions' JSON", arguments: rows,
        ["statusCode", "status"])
    func alluxiosOwn(_ row: Row, key: String) throws {
        let json =
            #"{"message": "\#(row.message.replacing("\"", with: "\\\""))", "\#(key)": "\#(row.statusCode)"}"#
        let error = try errorOfOpening(answered: .text(500, json))
        #expect(error.code == row.code)
        #expect(error.message.hasPrefix(row.message))
        #expect(error.statusCode == row.statusCode && error.httpStatus == 500 && error.answer == nil)
    }

    @Test("name the code where Alluxio says nothing else, as 2.9.6 does of options of set-attribute")
    func noMessage() throws {
        let error = try errorOfOpening(answered: .text(500, #"{"message": "", "statusCode": "UNKNOWN"}"#))
        #expect(error.message == "the proxy answered with UNKNOWN, and no message")
    }

    @Test("keep the beginning of a message and of a code, however long they are")
    func longMessage() throws {
        let long = String(repeating: "ä", count: 1 << 17)
        let error = try errorOfOpening(
            answered: .text(500, #"{"message": "x\#(long)", "statusCode": "y\#(long)"}"#))
        #expect(error.message == "x" + long.prefix(4095) + "…")
        #expect(error.statusCode == "y" + long.prefix(4095) + "…")
    }

    @Test("say what to do where the workers have no space")
    func noSpace() throws {
        let json =
            #"{"message": "Failed to cache: Not enough space left on worker", "statusCode": "UNKNOWN"}"#
        let message = try errorOfOpening(answered: .text(500, json)).message
        #expect(message.contains("whole block") && message.contains("--block-size"))
    }

    @Test(
        "of others than Alluxio are `http` and keep the answer",
        arguments: [
            (503, "<h1>busy</h1>"), (500, "oops"), (500, ""), (500, #"{"message": "m"}"#), (404, ""),
            (302, "moved"), (204, ""),
        ])
    func notAlluxios(status: Int, body: String) throws {
        let error = try errorOfOpening(answered: .text(status, body, contentType: "text/html"))
        #expect(error.code == .http && error.httpStatus == status && error.statusCode == nil)
        #expect(error.message.contains("\(status)"))
        #expect(error.answer?.firstBytes == Array(body.utf8) && error.answer?.contentType == "text/html")
    }

    @Test("keep no more of a long page than its beginning")
    func longPage() throws {
        let page = String(repeating: "x", count: 5000)
        let error = try errorOfOpening(answered: .text(502, page))
        #expect(error.answer?.firstBytes.count == UnreadableAnswer.keptBytes)
        #expect(error.message.utf8.count < 400)
    }

    @Test(
        "are `protocol` where a 200 is not what the call returns",
        arguments: [
            "", "null", "\"7\"", "7.5", "+7", "-", "7 8", "0x7", "<html></html>", "{}",
            "99999999999999999999",
        ])
    func notAStream(body: String) throws {
        let error = try errorOfOpening(answered: .text(200, body))
        #expect(error.code == .protocolViolation && error.httpStatus == 200)
        #expect(error.answer?.firstBytes == Array(body.utf8))
    }

    @Test(
        "are `protocol` for every call that an empty or foreign 200 answers",
        arguments: ["", "<html>login</html>"])
    func foreign200(body: String) throws {
        let server = try ScriptedServer { _ in [.text(200, body, contentType: "text/html")] }
        let client = try AlluxioClient(server)
        let path = try AlluxioPath("/f")
        var calls: [() throws -> Void] = [
            { _ = try client.proxyInfo() }, { _ = try client.createFile(path) },
            { _ = try client.openFile(path) },
            { _ = try client.getStatus(path) },
            { _ = try client.listStatus(path) },
            { _ = try client.exists(path) },
            { try client.write(FileOutStream(id: .one, path: path)) { _ in 0 } },
        ]
        if !body.isEmpty {
            // These return nothing, and an empty 200 is their answer.
            calls += [
                { try client.createDirectory(path) }, { try client.delete(path) },
                { try client.rename(path, to: path) },
                { try client.free(path) }, { try client.setAttribute(path, .init()) },
                { try client.mount(path, source: "s") }, { try client.unmount(path) },
                { try client.close(FileInStream(id: .one, path: path)) },
                { try client.close(FileOutStream(id: .one, path: path)) },
                { try client.read(FileInStream(id: .one, path: path)) { _ in } },
            ]
        }
        for (number, call) in calls.enumerated() {
            let error = #expect(throws: AlluxioError.self, "call \(number)", performing: call)
            #expect(error?.code == .protocolViolation, "call \(number)")
        }
    }

    @Test("are `short-write` where the proxy took fewer bytes than were sent")
    func shortWrite() throws {
        let server = try ScriptedServer { _ in [.text(200, "9")] }
        let client = try AlluxioClient(server)
        var pieces = 1
        let error = #expect(throws: AlluxioError.self) {
            try client.write(FileOutStream(id: .one, path: .root)) { _ in
                pieces -= 1
                return pieces == 0 ? 10 : 0
            }
        }
        #expect(error?.code == .shortWrite)
    }

    @Test("are `protocol` where the proxy says that it took less than nothing")
    func negativeCount() throws {
        let server = try ScriptedServer { _ in [.text(200, "-9")] }
        let client = try AlluxioClient(server)
        let error = #expect(throws: AlluxioError.self) {
            try client.write(FileOutStream(id: .one, path: .root)) { _ in 0 }
        }
        #expect(error?.code == .protocolViolation)
    }

    private func errorOfOpening(answered answer: ScriptedServer.Action) throws -> AlluxioError {
        let server = try ScriptedServer { _ in [answer] }
        let client = try AlluxioClient(server)
        return try #require(throws: AlluxioError.self) { try client.openFile(AlluxioPath("/f")) }
    }
}

extension AlluxioClient {
    /// A client of a scripted server.
    convenience init(_ server: ScriptedServer, _ configure: (inout Configuration) -> Void = { _ in }) throws {
        var configuration = Configuration()
        configure(&configuration)
        try self.init(ProxyAddress(host: "127.0.0.1", port: server.port), configuration: configuration)
    }
}

extension StreamID {
    static let one = StreamID(rawValue: 1)
}
