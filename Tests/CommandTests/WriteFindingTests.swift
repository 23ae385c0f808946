import TestSupport
import Testing

/// Every call is answered well, but what the listing then shows decides.
@Suite(
    "What a listing doesn't show of a write is a finding", .ownThread, .timeLimit(.minutes(20))
)
struct WriteFindingTests {
    typealias Change = @Sendable (inout ScriptedAlluxio.Entry) -> Void

    /// Writes 10,000 bytes from two processes, of which the second's file is shown otherwise than it is.
    private func write(_ line: String = "", shown: @escaping ScriptedAlluxio.Showing) async throws -> (
        Ended, Stage
    ) {
        let alluxio = try ScriptedAlluxio(showing: { $0.path.hasSuffix("process_1") ? shown($0) : $0 })
        let stage = try Stage(alluxio)
        return (try await stage.write("--nprocess 2 \(line)"), stage)
    }

    private func expect(
        _ kind: String, offset: Int64, length: Int64, shown: @escaping ScriptedAlluxio.Showing,
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        let (run, stage) = try await write(shown: shown)
        let finding = ResultDocument.Finding(
            kind: kind, path: "\(stage.root)/node_1/process_1", offset: offset, length: length, node: "1",
            process: 1, file: 0)
        #expect(run.isFail, "\(run)", sourceLocation: sourceLocation)
        #expect(run.findings == [finding], sourceLocation: sourceLocation)
        #expect(run.errors.isEmpty, sourceLocation: sourceLocation)
        #expect(run.result?.totals.files == 1, sourceLocation: sourceLocation)
        #expect(run.result?.totals.bytes == 10_000, sourceLocation: sourceLocation)
        #expect(run.output.contains("\(finding.path): "), sourceLocation: sourceLocation)
    }

    @Test("missing")
    func missing() async throws { try await expect("missing", offset: 0, length: 10_000) { _ in nil } }

    @Test("incomplete")
    func incomplete() async throws {
        try await expect("incomplete", offset: 0, length: 10_000) { $0.with { $0.completed = false } }
    }

    @Test("short")
    func short() async throws {
        try await expect("short", offset: 4000, length: 6000) { $0.with { $0.length = 4000 } }
    }

    @Test("empty, as after another stream's close (F2)")
    func empty() async throws {
        try await expect("short", offset: 0, length: 10_000) { $0.with { $0.length = 0 } }
    }

    @Test("longer than it is")
    func lengthMismatch() async throws {
        try await expect("length-mismatch", offset: 0, length: 10_001) { $0.with { $0.length = 10_001 } }
    }

    @Test("evicted")
    func evicted() async throws {
        try await expect("evicted", offset: 0, length: 10_000) { $0.with { $0.inAlluxioPercentage = 0 } }
    }

    @Test("in every iteration, and the others' files count")
    func iterations() async throws {
        let (run, _) = try await write("--iteration 3") { _ in nil }
        #expect(run.isFail, "\(run)")
        #expect(run.findings.map(\.kind) == ["missing"])
        #expect(run.result?.iterations.map(\.files) == [1, 1, 1])
        #expect(run.output.contains("FAIL (3 findings) 3 files stored, 30,000 bytes"))
    }
}
