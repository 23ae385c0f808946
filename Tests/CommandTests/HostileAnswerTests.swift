import TestSupport
import Testing

/// Answers that no Alluxio gives. Each is an error of kind `protocol`, or keeps the run from its start, and takes little
/// memory.
@Suite("A hostile answer", .ownThread, .timeLimit(.minutes(20)))
struct HostileAnswerTests {
    private static let head = "HTTP/1.1 200 OK\r\n"
    /// In bytes, of the program with an answer of the greatest size that is taken.
    private static let mostMemory: Int64 = 1 << 30

    struct Row: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var operation: String
        var script: [ScriptedServer.Action]
        /// What the message says of it.
        var says: String
    }

    static let ofReads = [
        Row(
            testDescription: "headers without end", operation: "read",
            script: [.raw(Array((head + String(repeating: "X-A: b\r\n", count: 100_000)).utf8)), .close],
            says: "headers"),
        Row(
            testDescription: "a header line without end", operation: "read",
            script: [.raw(Array((head + "X-A: " + String(repeating: "b", count: 1 << 20)).utf8)), .close],
            says: "memory"),
        Row(
            testDescription: "headers without end after its body", operation: "read",
            script: [
                .raw(
                    Array((head + "Transfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\n").utf8)
                        + Array(String(repeating: "X-A: b\r\n", count: 10_000_000).utf8)), .stall,
            ], says: "more headers than are taken"),
        Row(
            testDescription: "a Content-Length that is no number", operation: "read",
            script: [.raw(Array((head + "Content-Length: ten\r\n\r\n0123456789").utf8)), .close],
            says: "Content-Length"),
        Row(
            testDescription: "a chunk size that is no number", operation: "read",
            script: [.raw(Array((head + "Transfer-Encoding: chunked\r\n\r\nzz\r\n").utf8)), .close],
            says: "hexadecimal"),
        Row(
            testDescription: "a stream id that is text", operation: "open-file",
            script: [.text(200, "\"seven\"")], says: "seven"),
        Row(
            testDescription: "a stream id beyond every number", operation: "open-file",
            script: [.text(200, String(repeating: "9", count: 400))], says: "999"),
    ]

    @Test("to a read is an error of kind protocol, and names what is wrong", arguments: ofReads)
    func read(row: Row) async throws {
        let alluxio = try ScriptedAlluxio(answering: {
            $0.operation == row.operation ? .instead(row.script) : .usual
        })
        let stage = try Stage(alluxio)
        alluxio.put(.file("/file", stage.source))
        let ended = try await stage.run("parallel-read --src /file --dst copies")
        #expect(ended.isFail, "\(ended)")
        #expect(ended.errors.map(\.kind) == ["protocol"])
        #expect(ended.errors.map(\.operation) == [row.operation])
        #expect(ended.errors.first?.first.message.contains(row.says) == true, "\(ended)")
        #expect((ended.result?.totals.peakResidentBytes ?? .max) < Self.mostMemory)
        #expect(try stage.local.names(in: "copies").isEmpty)
    }

    @Test(
        "that is a body without end is given up, however fast it comes",
        arguments: [
            "parallel-read --src /alluxio-py-test --node 1 --dst copies", "verify-write --node 1 --nfiles 1",
        ])
    func endlessBody(line: String) async throws {
        let piece = [UInt8](repeating: 7, count: 1 << 20)
        let endless = ScriptedServer.Action.chunked(status: 200, pieces: Array(repeating: piece, count: 200))
        let alluxio = try ScriptedAlluxio(answering: {
            $0.operation == "read" ? .instead([endless, .stall]) : .usual
        })
        let stage = try Stage(alluxio)
        alluxio.put(.file("/alluxio-py-test/node_1/process_0", stage.source))
        let ended = try await stage.run(line)
        #expect(ended.isFail, "\(ended)")
        #expect(ended.errors.map(\.kind) == ["protocol"])
        #expect(ended.errors.first?.first.message.contains("and the file has 10000") == true, "\(ended)")
        #expect((ended.result?.totals.bytesMoved ?? .max) < 100 << 20)
        #expect((ended.result?.totals.peakResidentBytes ?? .max) < Self.mostMemory)
    }

    static var listings: [Row] {
        [
            Row(
                testDescription: "brackets in brackets, 10 MB of them", operation: "list-status",
                script: [.text(200, String(repeating: "[", count: 10 << 20))], says: "list of statuses"),
            Row(
                testDescription: "a string of 12 MB", operation: "list-status",
                script: [
                    .text(200, "[{\"path\": \"" + String(repeating: "\\u0000", count: 2 << 20) + "\"}]")
                ],
                says: "list of statuses"),
            Row(
                testDescription: "numbers beyond every number", operation: "list-status",
                script: [
                    .text(
                        200,
                        #"[{"path": "/alluxio-py-test/node_1/process_0", "length": 1e999, "completed": true}]"#
                    )
                ], says: "list of statuses"),
            Row(
                testDescription: "more than is taken", operation: "list-status",
                script: [
                    .chunked(
                        status: 200,
                        pieces: Array(
                            repeating: [UInt8](repeating: UInt8(ascii: " "), count: 1 << 20), count: 300))
                ], says: "longer than the 268435456 bytes"),
        ]
    }

    @Test("to the first listing keeps a run from its start", arguments: listings)
    func listing(row: Row) async throws {
        let alluxio = try ScriptedAlluxio(answering: {
            $0.operation == row.operation ? .instead(row.script) : .usual
        })
        let ended = try await Stage(alluxio).run("parallel-write --node 1 --src source")
        #expect(ended.isNotStarted, "\(ended)")
        #expect(ended.result?.reason?.contains(row.says) == true, "\(ended)")
        #expect((ended.result?.totals.peakResidentBytes ?? .max) < Self.mostMemory)
        #expect(alluxio.calls("create-file").isEmpty)
    }

    @Test(
        "that lists paths outside of the folder that was asked for keeps a run from its start, and says so",
        arguments: ["clean --node 1 --force", "parallel-write --node 1 --src source --force"])
    func pathsOutside(line: String) async throws {
        for path in [
            "/etc/process_0", "/alluxio-py-test/node_1/../node_2/process_0",
            "/alluxio-py-test/node_10/process_0", "/alluxio-py-test/node_1//process_0",
            "/alluxio-py-test/node_1/process_0/../../node_2/process_0", "process_0",
        ] {
            let alluxio = try Self.alluxio(listing: Self.listing([(path, "length", "1")]))
            let ended = try await Stage(alluxio).run(line)
            #expect(ended.isNotStarted, "\(ended)")
            #expect(
                ended.result?.reason?.contains("it names \(path), which is elsewhere") == true, "\(ended)")
            #expect(alluxio.calls("delete").isEmpty)
        }
    }

    @Test(
        "that lists names in the folder that are no process's has none of them deleted",
        arguments: ["clean --node 1 --force", "parallel-write --node 1 --src source --force"])
    func foreignNames(line: String) async throws {
        let foreign = ["process_00", "process_-1", "process_0%2F..%2F..", "process_0/file_0/file_0"]
        let paths = ["/alluxio-py-test/node_1"] + foreign.map { "/alluxio-py-test/node_1/\($0)" }
        let alluxio = try Self.alluxio(listing: Self.listing(paths.map { ($0, "length", "1") }))
        for path in paths.dropFirst() { alluxio.put(.file(path)) }
        let ended = try await Stage(alluxio).run(line)
        #expect(!ended.isNotStarted, "\(ended)")
        let deleted = Set(alluxio.calls("delete").map(\.path))
        // What the run makes itself it may take away.
        #expect(deleted.isSubset(of: ["/alluxio-py-test/node_1/process_0"]))
    }

    @Test(
        "whose numbers are none that can be keeps a run from its start, and ends no program",
        arguments: [
            "9223372036854775808", "-9223372036854775809", "99223372036854775807", "9999999999999999999",
            "-1",
        ])
    func numbers(number: String) async throws {
        for member in ["length", "inAlluxioPercentage"] {
            let alluxio = try Self.alluxio(
                listing: Self.listing([("/alluxio-py-test/node_1/process_0", member, number)]))
            let ended = try await Stage(alluxio).run("clean --node 1")
            #expect(ended.isNotStarted, "\(ended)")
            #expect(ended.result?.reason?.contains(member) == true, "\(ended)")
            #expect(alluxio.calls("delete").isEmpty)
        }
    }

    @Test("whose lengths are beyond every number together is taken, and counted as far as numbers go")
    func greatestLengths() async throws {
        let greatest = String(Int64.max)
        let paths = ["process_0", "process_1"].map { "/alluxio-py-test/node_1/\($0)" }
        let alluxio = try Self.alluxio(listing: Self.listing(paths.map { ($0, "length", greatest) }))
        for path in paths { alluxio.put(.file(path)) }
        let ended = try await Stage(alluxio).run("clean --node 1")
        #expect(ended.isPass, "\(ended)")
        #expect(ended.result?.totals.files == 2)
    }

    @Test(
        "to a status or a listing of a read is an error of kind protocol, where a length is negative",
        arguments: ["/alluxio-py-test/node_1/process_0", "/alluxio-py-test --node 1"])
    func negativeLength(line: String) async throws {
        let alluxio = try ScriptedAlluxio(showing: { $0.isFolder ? $0 : $0.with { $0.length = -5 } })
        let stage = try Stage(alluxio)
        alluxio.put(.file("/alluxio-py-test/node_1/process_0", stage.source))
        let ended = try await stage.run("parallel-read --src \(line) --dst copies")
        #expect(ended.isFail, "\(ended)")
        #expect(ended.errors.map(\.kind) == ["protocol"])
        #expect(ended.errors.first?.first.message.contains(#""length" of"#) == true, "\(ended)")
        #expect(try stage.local.names(in: "copies").isEmpty)
    }

    @Test(
        "that gives a file the greatest length there is makes what comes of it a short file",
        arguments: [
            "parallel-read --src /alluxio-py-test/node_1/process_0 --dst copies",
            "parallel-read --src /alluxio-py-test --node 1 --dst copies", "verify-write --node 1 --nfiles 1",
        ])
    func greatestLength(line: String) async throws {
        let alluxio = try ScriptedAlluxio(showing: { $0.isFolder ? $0 : $0.with { $0.length = .max } })
        let stage = try Stage(alluxio)
        alluxio.put(.file("/alluxio-py-test/node_1/process_0", stage.source))
        let ended = try await stage.run(line)
        #expect(ended.isFail, "\(ended)")
        #expect(ended.findings.map(\.kind) == ["short"], "\(ended)")
    }

    @Test("that is far longer than its call's can be is not kept", arguments: ["create-file", "write"])
    func longNumber(operation: String) async throws {
        let digits = [UInt8](repeating: UInt8(ascii: "1"), count: 1 << 20)
        let alluxio = try ScriptedAlluxio(answering: {
            $0.operation == operation
                ? .instead([.chunked(status: 200, pieces: Array(repeating: digits, count: 150))]) : .usual
        })
        let ended = try await Stage(alluxio).run("parallel-write --node 1 --src source")
        #expect(ended.isFail, "\(ended)")
        #expect(ended.errors.map(\.kind) == ["protocol"])
        #expect(
            ended.errors.first?.first.message.contains("longer than the 65536 bytes") == true, "\(ended)")
        #expect((ended.result?.totals.peakResidentBytes ?? .max) < 100 << 20)
    }

    /// One that answers this to every look into a folder.
    private static func alluxio(listing: String) throws -> ScriptedAlluxio {
        try ScriptedAlluxio(answering: {
            $0.operation == "list-status" ? .instead([.text(200, listing)]) : .usual
        })
    }

    /// Of files, each with one member that is told.
    private static func listing(_ files: [(path: String, member: String, value: String)]) -> String {
        let statuses = files.map { file in
            let numbers = ["length", "creationTimeMs", "inAlluxioPercentage"]
                .map { "\"\($0)\": \($0 == file.member ? file.value : "1")" }.joined(separator: ", ")
            return #"{"path": "\#(file.path)", "name": "process_0", \#(numbers), "completed": true, "#
                + #""folder": false, "pinned": false, "mountPoint": false, "persisted": false, "#
                + #""persistenceState": "NOT_PERSISTED"}"#
        }
        return "[\(statuses.joined(separator: ","))]"
    }
}
