import Alluxio
import Measurement
import OSThreads
import SelfDescribingData

/// One local copy being held against the file in Alluxio that it was read from.
///
/// Where the file is generated data, and right, the copy's wrong bytes are told for what they are.
struct CopyVerification {
    private let file: VerifiedFile
    private let status: FileSummary?
    private let isListed: Bool
    private let expected: Expectation
    private let stored: ExpectedFile
    private let copy: ExpectedFile
    private let recorder: Recorder
    private let proxy: ProxyAddress?

    init(
        _ plan: VerifyPlan, _ copies: LocalCopies, _ file: VerifiedFile, _ sight: Sight, _ recorder: Recorder
    ) {
        self.file = file
        self.recorder = recorder
        isListed = sight.statuses != nil
        status = sight.statuses?[file.path.description]
        expected = plan.knowledge.expectation(
            at: file.path, of: file.node, file.node == nil ? nil : file.number, status)
        let node = file.node?.description
        stored = ExpectedFile(path: file.path.description, node: node, file.number)
        copy = ExpectedFile(path: copies.path(file.number), node: node, file.number, isLocal: true)
        proxy = plan.proxy(of: recorder)
    }

    func run(from source: inout any ByteSource) {
        if !expected.isSettled {
            recorder.withOutcome { $0.recordUnsettled() }
            if isListed, status?.completed != true { return }
        }
        guard let local = open() else { return }
        if isListed {
            var expected = expected
            expected.length = expected.length ?? local.length
            switch expected.look(at: status, of: stored) {
            case .wrong(let finding): return record([finding])
            case .unsettled: return
            case .open: break
            }
        }
        var comparison = Comparison(with: local)
        var check = ContentCheck(expected)
        let end = source.read(file.path) { piece in
            recorder.addBytesMoved(piece.count)
            do throws(SystemError) {
                try comparison.take(piece)
                try check.take(piece)
            } catch {
                throw AlluxioError(error, .localRead, file.path)
            }
        }
        switch end {
        case .missing where !expected.isSettled: break
        case .missing: record([stored.finding(.missing, length: local.length)])
        case .failed(let error): recorder.record(error, proxy: proxy)
        case .whole:
            comparison.finish()
            do throws(SystemError) {
                try judge(local, comparison, check.received, check.finish())
            } catch {
                recorder.record(local: error.description, operation: .localRead, path: copy.path)
            }
        }
    }

    /// The copy; nil, and said, where it isn't there.
    private func open() -> SourceFile? {
        do throws(SystemError) {
            // Each copy is read once or twice, so that keeping it would only cost memory.
            return try SourceFile(copy.path, keepingUpTo: 0)
        } catch {
            if error.isNotFound {
                record([copy.finding(.missing, length: status?.length ?? 0)])
            } else {
                recorder.record(local: error.description, operation: .localRead, path: copy.path)
            }
            return nil
        }
    }

    private func judge(
        _ local: SourceFile, _ comparison: borrowing Comparison, _ received: Int64, _ content: CheckedContent?
    ) throws(SystemError) {
        var differences = comparison.runs.map { CheckedContent.Difference.different($0) }
        var omitted = comparison.runsOmitted
        if !differences.isEmpty, let identity = content?.identity {
            let explained = try explain(local, identity)
            (differences, omitted) = (explained.first.map { .explained($0) }, explained.omitted)
        }
        let ofFile = FinishedRead(
            file: stored, received: received, expectedLength: expected.length, statusLength: status?.length,
            content: content)
        let ofCopy =
            [copy.finding(received: local.length, expected: received)].compactMap { $0 }
            + differences.map(copy.finding)
        recorder.withOutcome { outcome in
            if ofFile.isWhole { outcome.recordFile(bytes: received) }
            outcome.recordChecked(bytes: min(received, local.length))
            if let identity = content?.identity {
                outcome.record(version: Int(identity.version), ofRun: identity.run, node: identity.node)
            }
            outcome.record(ofFile.findings + ofCopy)
            outcome.omitFindings(omitted + (content?.omitted ?? 0))
        }
    }

    /// Holds the copy against what the file says that it is.
    private func explain(_ local: SourceFile, _ identity: Identity) throws(SystemError) -> Differences {
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 64 << 10, alignment: 64)
        defer { buffer.deallocate() }
        var checker = Checker(identity, length: local.length)
        var offset: Int64 = 0
        while offset < local.length {
            let count = try local.fill(buffer, at: offset)
            checker.check(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
            offset += Int64(count)
        }
        return checker.finish()
    }

    private func record(_ findings: [Finding]) { recorder.withOutcome { $0.record(findings) } }
}
