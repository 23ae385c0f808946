import Alluxio
import Measurement
import OSThreads

/// One file in Alluxio being held against what it should be.
struct FileVerification {
    private let file: FileInSight
    private let recorder: Recorder

    init(_ plan: VerifyPlan, _ file: VerifiedFile, _ sight: Sight, _ recorder: Recorder) {
        self.file = FileInSight(plan, file, sight, recorder)
        self.recorder = recorder
    }

    func run(from source: inout any ByteSource, _ tries: inout Tries) {
        let (expected, subject) = (file.expected, file.subject)
        if !expected.isSettled { recorder.withOutcome { $0.recordUnsettled() } }
        if file.isListed {
            switch expected.look(at: file.status, of: subject) {
            case .wrong(let finding): return recorder.withOutcome { $0.record([finding]) }
            case .unsettled: return
            case .open: break
            }
        }
        var check = ContentCheck(expected)
        let end = file.read(from: &source, &tries) {
            check = ContentCheck(expected)
        } _: { piece throws(SystemError) in
            try check.take(piece)
        }
        switch end {
        case .missing where !expected.isSettled: break
        case .missing:
            recorder.withOutcome {
                $0.record([subject.finding(.missing, length: expected.length ?? 0)])
            }
        case .failed(let error): recorder.record(error, proxy: file.proxy)
        case .whole:
            recorder.record(
                FinishedRead(
                    file: subject, received: check.received, expectedLength: expected.length,
                    statusLength: file.status?.length, content: check.finish(),
                    isMeasured: recorder.isMeasuring))
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
