import Alluxio
import Measurement
import OSThreads
import SelfDescribingData

/// One local copy being held against the file in Alluxio that it was read from.
///
/// Where the file is generated data, and right, the copy's wrong bytes are told for what they are.
struct CopyVerification {
    private let file: FileInSight
    private let copy: ExpectedFile
    private let recorder: Recorder

    init(
        _ plan: VerifyPlan, _ copies: LocalCopies, _ file: VerifiedFile, _ sight: Sight, _ recorder: Recorder
    ) {
        self.file = FileInSight(plan, file, sight, recorder)
        copy = ExpectedFile(
            path: copies.path(file.number), node: file.node?.description, file.number, isLocal: true)
        self.recorder = recorder
    }

    func run(from source: inout any ByteSource, _ tries: inout Tries) {
        if !file.expected.isSettled {
            recorder.withOutcome { $0.recordUnsettled() }
            if file.isListed, file.status?.completed != true { return }
        }
        guard let local = open() else { return }
        if file.isListed {
            var expected = file.expected
            expected.length = expected.length ?? local.length
            switch expected.look(at: file.status, of: file.subject) {
            case .wrong(let finding): return record([finding])
            case .unsettled: return
            case .open: break
            }
        }
        var comparison = Comparison(with: local)
        var check = ContentCheck(file.expected)
        let end = file.read(from: &source, &tries) {
            comparison = Comparison(with: local)
            check = ContentCheck(file.expected)
        } _: { piece throws(SystemError) in
            try comparison.take(piece)
            try check.take(piece)
        }
        switch end {
        case .missing where !file.expected.isSettled: break
        case .missing: record([file.subject.finding(.missing, length: local.length)])
        case .failed(let error): recorder.record(error, proxy: file.proxy)
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
                record([copy.finding(.missing, length: file.status?.length ?? 0)])
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
            file: file.subject, received: received, expectedLength: file.expected.length,
            statusLength: file.status?.length, content: content, isMeasured: recorder.isMeasuring)
        let ofCopy =
            ([copy.finding(received: local.length, expected: received)].compactMap { $0 }
            + differences.map(copy.finding)).map { $0.of(fileLength: received) }
        recorder.withOutcome { outcome in
            if ofFile.isMeasured {
                if ofFile.isWhole { outcome.recordFile(bytes: received) }
                outcome.recordChecked(bytes: min(received, local.length))
            }
            if let identity = content?.metIdentity {
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
