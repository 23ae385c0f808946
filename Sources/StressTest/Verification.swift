import Alluxio
import FoundationEssentials
import Measurement
import OSThreads
import Synchronization

/// `verify-write` and `verify-read`: every file is read from Alluxio and held, byte by byte, against what it should be.
public struct Verification {
    private let plan: VerifyPlan
    private let state: RunState

    public init(_ plan: VerifyPlan, state: RunState) {
        self.plan = plan
        self.state = state
    }

    /// Verifies all files, so many at once as the plan says.
    ///
    /// - Throws: `NotStarted` where nothing was looked at; `SystemError` where there are not threads enough.
    public func run() throws {
        let sight = try look()
        let verifiers = min(plan.processes, plan.count)
        let gate = IterationGate(processes: verifiers)
        let next = Atomic(0)
        let threads = try (0..<verifiers).map { number in
            try OSThread { [plan, state] in
                var source = Self.byteSource(plan, number, sight, state.processes[number])
                source.prepare()
                gate.start(1)
                let began = ContinuousClock.now
                while true {
                    let file = next.add(1, ordering: .relaxed).oldValue
                    guard file < plan.count else { break }
                    FileVerification(plan, file: file, sight.statuses, state.processes[number]).run(
                        from: &source)
                }
                gate.finish(began: began)
            }
        }
        let released = gate.waitUntilReleased(1)
        let began = Date().timeIntervalSince1970
        state.beginSpan(released)
        let span = gate.waitUntilFinished(released: released)
        for thread in threads { thread.join() }
        state.add(
            IterationRecord(
                start: began, seconds: (span.end - span.start).seconds, state.tally, skew: span.skew.seconds))
    }

    /// What is known before the first file is opened.
    struct Sight: Sendable {
        var dialect: Dialect
        /// Nil where the way in has no look-up.
        var statuses: Statuses?
    }

    private func look() throws -> Sight {
        guard case .proxy = plan.way else { return Sight(dialect: .v2, statuses: nil) }
        let check = try ProxyCheck(plan.deployment, recorder: state.coordinator)
        state.note(serverVersion: check.version)
        let client = try Coordinator.client(plan.deployment, check.dialect, state)
        do throws(AlluxioError) {
            return Sight(dialect: check.dialect, statuses: try Statuses(plan.files, client))
        } catch {
            throw NotStarted("the files can't be listed: \(error.message)")
        }
    }

    private static func byteSource(_ plan: VerifyPlan, _ number: Int, _ sight: Sight, _ recorder: Recorder)
        -> any ByteSource
    {
        switch plan.way {
        case .proxy:
            ProxyByteSource(
                connection: ProcessConnection(plan.deployment, process: number, sight.dialect, recorder),
                timeout: plan.deployment.timeouts.file)
        case .shell(let home):
            ShellByteSource(home: home, silence: plan.deployment.timeouts.stall)
        }
    }
}

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
        path = plan.files.path(process: file)
    }

    func run(from source: inout any ByteSource) {
        guard let reference = openReference() else { return }
        let stored = ExpectedFile(path: path.description, node: plan.files.node, process: file)
        if let statuses, let shown = stored.finding(status: statuses[file], length: reference.length) {
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
                    record([copy(copies).finding(.missing, length: statuses?[file]?.length ?? 0)])
                } else {
                    recorder.record(
                        local: error.description, operation: .localRead, path: copies.path(process: file))
                }
                return nil
            }
        }
    }

    private func copy(_ copies: LocalCopies) -> ExpectedFile {
        ExpectedFile(path: copies.path(process: file), node: plan.files.node, process: file)
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
        if let status = statuses?[file], status.length != received, findings.isEmpty {
            findings.append(stored.finding(.lengthMismatch, length: status.length))
        }
        // Whole is what Alluxio says the file is, or else all that came.
        let whole = received == statuses?[file]?.length ?? received
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
