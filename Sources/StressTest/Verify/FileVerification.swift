import Alluxio
import Measurement
import OSThreads

/// One file being verified.
struct FileVerification {
    private let plan: VerifyPlan
    private let file: Int
    private let path: AlluxioPath
    private let statuses: Statuses?
    private let recorder: Recorder

    init(_ plan: VerifyPlan, file: Int, _ statuses: Statuses?, _ recorder: Recorder) {
        self.plan = plan
        self.file = file
        self.statuses = statuses
        self.recorder = recorder
        path = plan.files.path(FileNumber(process: file))
    }

    func run(from source: inout any ByteSource) {
        guard let reference = openReference() else { return }
        let stored = ExpectedFile(path: path.description, node: plan.files.node, FileNumber(process: file))
        if let statuses,
            let shown = stored.finding(status: statuses[FileNumber(process: file)], length: reference.length)
        {
            return record([shown])
        }
        var comparison = Comparison(with: reference)
        let end = source.read(path) { piece in
            recorder.addBytesMoved(piece.count)
            do throws(SystemError) {
                try comparison.take(piece)
            } catch {
                throw AlluxioError(error, .localRead, path)
            }
        }
        switch end {
        case .missing: record([stored.finding(.missing, length: reference.length)])
        case .failed(let error): recorder.record(error, proxy: proxy)
        case .whole: judge(&comparison, reference, stored)
        }
    }

    /// What the file is held against; nil, and said, where that isn't there.
    private func openReference() -> SourceFile? {
        switch plan.reference {
        case .source(let source):
            return source
        case .copies(let copies):
            do {
                // Each copy is read once, so that keeping it would only cost memory.
                return try SourceFile(copies.path(process: file), keepingUpTo: 0)
            } catch {
                if error.isNotFound {
                    record([
                        copy(copies).finding(
                            .missing, length: statuses?[FileNumber(process: file)]?.length ?? 0)
                    ])
                } else {
                    recorder.record(
                        local: error.description, operation: .localRead, path: copies.path(process: file))
                }
                return nil
            }
        }
    }

    private func copy(_ copies: LocalCopies) -> ExpectedFile {
        ExpectedFile(path: copies.path(process: file), node: plan.files.node, FileNumber(process: file))
    }

    private func judge(_ comparison: inout Comparison, _ reference: SourceFile, _ stored: ExpectedFile) {
        comparison.finish()
        let received = comparison.offset
        var findings: [Finding] = []
        var subject = stored
        switch plan.reference {
        case .source:
            findings += [stored.finding(received: received, expected: reference.length)].compactMap { $0 }
        case .copies(let copies):
            subject = copy(copies)
            findings += [subject.finding(received: reference.length, expected: received)].compactMap { $0 }
        }
        if let status = statuses?[FileNumber(process: file)], status.length != received, findings.isEmpty {
            findings.append(stored.finding(.lengthMismatch, length: status.length))
        }
        // Whole is what Alluxio says the file is, or else all that came.
        let whole = received == statuses?[FileNumber(process: file)]?.length ?? received
        findings += comparison.runs.map { subject.finding(.different, offset: $0.offset, length: $0.length) }
        let (found, omitted) = (findings, comparison.runsOmitted)
        recorder.withOutcome { outcome in
            if whole { outcome.recordFile(bytes: received) }
            outcome.recordChecked(bytes: min(received, reference.length))
            outcome.record(found)
            outcome.omitFindings(omitted)
        }
    }

    /// The proxy that was asked, if one was.
    private var proxy: ProxyAddress? {
        guard case .proxy = plan.way, let number = recorder.process else { return nil }
        return plan.deployment.proxy(ofProcess: number)
    }

    private func record(_ findings: [Finding]) { recorder.withOutcome { $0.record(findings) } }
}
