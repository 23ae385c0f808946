import Alluxio
import Measurement
import OSThreads

/// One file in Alluxio being held against what it should be.
struct FileVerification {
    private let file: VerifiedFile
    private let status: FileSummary?
    private let isListed: Bool
    private let expected: Expectation
    private let subject: ExpectedFile
    private let recorder: Recorder
    private let proxy: ProxyAddress?

    init(_ plan: VerifyPlan, _ file: VerifiedFile, _ sight: Sight, _ recorder: Recorder) {
        self.file = file
        self.recorder = recorder
        isListed = sight.statuses != nil
        status = sight.statuses?[file.path.description]
        expected = plan.knowledge.expectation(
            at: file.path, of: file.node, file.node == nil ? nil : file.number, status)
        subject = ExpectedFile(path: file.path.description, node: file.node?.description, file.number)
        proxy = plan.proxy(of: recorder)
    }

    func run(from source: inout any ByteSource) {
        if !expected.isSettled { recorder.withOutcome { $0.recordUnsettled() } }
        if isListed {
            switch expected.look(at: status, of: subject) {
            case .wrong(let finding): return recorder.withOutcome { $0.record([finding]) }
            case .unsettled: return
            case .open: break
            }
        }
        var check = ContentCheck(expected)
        let end = source.read(file.path) { piece in
            recorder.addBytesMoved(piece.count)
            do throws(SystemError) {
                try check.take(piece)
            } catch {
                throw AlluxioError(error, .localRead, file.path)
            }
        }
        switch end {
        case .missing where !expected.isSettled: break
        case .missing:
            recorder.withOutcome { [subject, expected] in
                $0.record([subject.finding(.missing, length: expected.length ?? 0)])
            }
        case .failed(let error): recorder.record(error, proxy: proxy)
        case .whole:
            recorder.record(
                FinishedRead(
                    file: subject, received: check.received, expectedLength: expected.length,
                    statusLength: status?.length, content: check.finish()))
        }
    }
}

extension VerifyPlan {
    /// The proxy that a process asks, if one is asked.
    func proxy(of recorder: Recorder) -> ProxyAddress? {
        guard case .proxy = way, let number = recorder.process else { return nil }
        return deployment.proxy(ofProcess: number)
    }
}
