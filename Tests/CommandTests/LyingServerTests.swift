import FoundationEssentials
import SelfDescribingData
import StressTest
import TestSupport
import Testing

/// What no real Alluxio can be made to do at will, done with generated data.
@Suite("A server that lies about generated data is found out", .ownThread, .timeLimit(.minutes(20)))
struct LyingServerTests {
    private static let identity = Identity(run: 77, node: 1, process: 0, version: 4)
    private static let bytes = identity.bytes(count: 20_000)
    private static let path = "/a/node_1/process_0"

    /// The doors to one file of 20,000 bytes.
    private static let lines = [
        "parallel-read --src /a --node 1", "verify-write --dst /a --node 1 --nfiles 1",
    ]

    /// What is said of the file, with what another node's tool would call it.
    private func run(
        _ line: String, isMarked: Bool = true, shown: @escaping ScriptedAlluxio.Showing = { $0 },
        answers script: [ScriptedServer.Action]? = nil
    ) async throws -> (Ended, ScriptedAlluxio) {
        let alluxio = try ScriptedAlluxio(
            showing: shown,
            answering: { call in
                script.flatMap { call.operation == "read" ? .instead($0) : nil } ?? .usual
            })
        let mark = Data(Mark(Self.identity, length: 20_000).bytes).base64EncodedString()
        alluxio.put(
            .file(Self.path, Self.bytes).with { if isMarked { $0.xattr = [Mark.attribute: mark] } })
        return (try await Stage(alluxio).run(line), alluxio)
    }

    private func expect(
        _ kind: String, _ offset: Int64, _ length: Int64, _ run: Ended,
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        #expect(run.isFail, "\(run)", sourceLocation: sourceLocation)
        #expect(
            run.findings == [
                .init(
                    kind: kind, path: Self.path, offset: offset, length: length, node: "1", process: 0,
                    file: 0)
            ], sourceLocation: sourceLocation)
        #expect(run.errors.isEmpty, "\(run)", sourceLocation: sourceLocation)
        #expect(
            run.output.contains("finding: \(Self.path): \(text(kind, offset, length)) (\(kind))"), "\(run)",
            sourceLocation: sourceLocation)
    }

    private func text(_ kind: String, _ offset: Int64, _ length: Int64) -> String {
        let (offset, length) = (counted(offset), counted(length))
        return switch kind {
        case "missing": "there is no such file"
        case "incomplete": "listed as not completed"
        case "evicted": "complete, but its data is neither in Alluxio nor in the under store"
        case "short": "ends at byte \(offset), \(length) byte\(length == "1" ? " lacks" : "s lack")"
        case "long": "goes on for \(length) byte\(length == "1" ? "" : "s") beyond byte \(offset)"
        default: "the status gives the length \(length), the content has another"
        }
    }

    /// `1,234`
    private func counted(_ number: Int64) -> String {
        number < 1000 ? "\(number)" : "\(number / 1000)," + "\(1000 + number % 1000)".dropFirst()
    }

    @Test(
        "by a body that ends well with too few bytes, or goes on", arguments: lines,
        [
            (19_999, "short", 19_999, 1), (4096, "short", 4096, 15_904), (10, "short", 10, 19_990),
            (0, "short", 0, 20_000), (20_001, "long", 20_000, 1), (30_000, "long", 20_000, 10_000),
        ] as [(Int, String, Int64, Int64)])
    func body(line: String, answer: (count: Int, kind: String, offset: Int64, length: Int64)) async throws {
        // What is beyond the end is what a longer file would have there.
        let body = Self.identity.bytes(count: answer.count)
        for script in [
            [ScriptedServer.Action.chunked(status: 200, pieces: body.isEmpty ? [] : [body])],
            [.respond(status: 200, body: body)],
        ] {
            let (run, _) = try await run(line, answers: script)
            expect(answer.kind, answer.offset, answer.length, run)
            #expect(run.result?.totals.files == 0 && run.result?.totals.bytes == 0)
        }
    }

    @Test("by a body that is short and has wrong bytes before, which are found, too", arguments: lines)
    func shortAndWrong(line: String) async throws {
        var body = Array(Self.bytes.prefix(12_000))
        for index in 5000..<5100 { body[index] = 0 }
        let (run, _) = try await run(line, answers: [.chunked(status: 200, pieces: [body])])
        #expect(run.isFail, "\(run)")
        #expect(run.findings.map(\.kind) == ["zeros", "short"])
        #expect(run.findings.map(\.offset) == [5000, 12_000])
        #expect(run.findings.map(\.length) == [100, 8000])
    }

    @Test(
        "by a status of another length than the mark's, where all came", arguments: lines, [19_999, 30_000])
    func lengthMismatch(line: String, length: Int) async throws {
        let (run, _) = try await run(line, shown: { $0.with { if !$0.isFolder { $0.length = length } } })
        expect("length-mismatch", 0, Int64(length), run)
    }

    @Test("by a status without a mark, whose length is all that is known", arguments: lines)
    func unmarked(line: String) async throws {
        let (run, _) = try await run(
            line, isMarked: false, shown: { $0.with { if !$0.isFolder { $0.length = 20_100 } } })
        expect("short", 20_000, 100, run)
    }

    @Test(
        "by a file that neither Alluxio nor the under store has any more, and is not opened", arguments: lines
    )
    func evicted(line: String) async throws {
        let (run, alluxio) = try await run(line, shown: { $0.with { $0.inAlluxioPercentage = 0 } })
        expect("evicted", 0, 20_000, run)
        #expect(alluxio.calls("open-file").isEmpty)
        #expect(run.result?.content == "not-checked")
    }

    @Test("by such a file that was being replaced, too: it was whole", arguments: [0, 1])
    func evictedUnsettled(line: Int) async throws {
        let alluxio = try ScriptedAlluxio(showing: { $0.with { $0.inAlluxioPercentage = 0 } })
        alluxio.put(.file(Self.path, Self.bytes))
        let stage = try Stage(alluxio)
        try stage.local.write(RecordText.replace(Self.identity, root: "/a"), to: "record")
        let run = try await stage.run("\(Self.lines[line]) --record record")
        expect("evicted", 0, 20_000, run)
        #expect(alluxio.calls("open-file").isEmpty)
    }

    @Test("by a file that is not completed, and is not opened", arguments: lines)
    func incomplete(line: String) async throws {
        let (run, alluxio) = try await run(line, shown: { $0.with { $0.completed = $0.isFolder } })
        expect("incomplete", 0, 20_000, run)
        #expect(alluxio.calls("open-file").isEmpty)
    }

    @Test("by a listing without the file, whose length nobody knows then", arguments: lines)
    func missing(line: String) async throws {
        let (run, alluxio) = try await run(line, shown: { $0.isFolder ? $0 : nil })
        expect("missing", 0, 0, run)
        #expect(alluxio.calls("open-file").isEmpty)
    }

    @Test("by fewer bytes counted than were sent, which is no success")
    func shortWrite() async throws {
        let alluxio = try ScriptedAlluxio(answering: { call in
            call.operation == "write" ? .afterwards([.text(200, "19999")]) : .usual
        })
        let run = try await Stage(alluxio).generate("")
        #expect(run.isFail, "\(run)")
        #expect(run.errors.map(\.kind) == ["short-write"] && run.findings.isEmpty)
        #expect(run.result?.totals.files == 0)
        #expect(!alluxio.paths.contains { $0.hasSuffix("process_0") })
    }
}
