import Measurement
import TestSupport
import Testing

/// What a run may say that a part of Alluxio failed in.
struct OutageAccount: Sendable {
    /// Kinds.
    var errors: Set<String>
    var findings: Set<String> = []
    /// Where a failure of that part is none of the run's.
    var mayPass = false
}

extension OutageScene {
    /// So long may a run take after which it must have ended by its own limits: seconds.
    static let deadline = Double(calls * limit)

    /// Expects that a run told what happened, in these words, and in time.
    @discardableResult
    func expect(
        _ end: Tool.Run, told result: String, _ account: OutageAccount,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws -> ResultDocument {
        let result = try self.result(result)
        let said: Comment = "\(end)\n\(result.errors)\n\(result.findings)\n\(result.left)"
        if result.verdict == "pass", account.mayPass { return result }
        #expect(end.status == .exited(1), said, sourceLocation: sourceLocation)
        #expect(result.verdict == "fail", said, sourceLocation: sourceLocation)
        #expect(
            Set(result.errors.map(\.kind)).isSubset(of: account.errors), said, sourceLocation: sourceLocation)
        #expect(
            Set(result.findings.map(\.kind)).isSubset(of: account.findings), said,
            sourceLocation: sourceLocation)
        for path in result.errors.map(\.first.path) + result.findings.map(\.path) {
            #expect(path?.hasPrefix(stage.root) == true, said, sourceLocation: sourceLocation)
        }
        #expect(result.totals.elapsed <= Self.deadline, said, sourceLocation: sourceLocation)
        return result
    }

    /// Expects that the files of node 1 are what a run of one iteration said: those that it counted stand whole, and what
    /// else stands is named.
    func expectFiles(
        _ count: Int, of size: Int, as result: ResultDocument,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let files = try files(ofNode: 1)
        let said: Comment = "\(files)\n\(result.errors)\n\(result.findings)\n\(result.left)"
        let named = Set(result.left.map(\.path) + result.findings.map(\.path))
        let unnamed = files.filter { !named.contains($0.path) }
        for file in unnamed {
            #expect(
                file.completed && file.length == size && file.inAlluxioPercentage == 100, said,
                sourceLocation: sourceLocation)
        }
        #expect(result.totals.files == unnamed.count, said, sourceLocation: sourceLocation)
        let totals = result.totals
        #expect(
            totals.files + totals.errorCount + totals.findingCount >= count, said,
            sourceLocation: sourceLocation)
    }

    /// Expects that the next run of node 1 works: with `--force` only where this one left an incomplete file, and named it.
    func expectNextRunPasses(after result: ResultDocument, sourceLocation: SourceLocation = #_sourceLocation)
        async throws
    {
        try await awaitDoneOrGivenUp(result.left)
        let incomplete = try files(ofNode: 1).filter { !$0.completed }.map(\.path)
        #expect(Set(incomplete).isSubset(of: result.left.map(\.path)), sourceLocation: sourceLocation)
        try await expectPass(
            "parallel-write --node 1 --dst \(stage.root) --nprocess 2 --size 1MB \(incomplete.isEmpty ? "" : "--force")",
            sourceLocation: sourceLocation)
    }
}
