import Alluxio
import CommandLineOptions
import Glibc
import OSThreads
import Report
import StressTest

/// One run from its plan to its exit status: it reports at every end, a signal's too.
struct Session: Sendable {
    let description: RunDescription
    let state: RunState
    let console: Console
    private let resultFile: ResultFile?
    /// How many iterations there will be, for the line of each; nil where there are none.
    private let iterations: Int?
    /// Iterations and processes of a load that ends with the figures of the original scripts.
    private let figures: (iterations: Int, processes: Int)?

    /// - Parameters:
    ///   - processes: how many record what they see.
    ///   - checkAsked: whether content is to be held against something.
    ///   - files: what the run has on this machine, and the result must spare.
    init(
        _ command: String, _ options: ParsedOptions, run: UInt32 = Session.randomRun(),
        proxies: [ProxyAddress], processes: Int, checkAsked: Bool, files: RunFiles,
        figures: (iterations: Int, processes: Int)? = nil
    ) throws(UsageError) {
        description = RunDescription(
            command: command, version: Program.version, run: run, options: options.texts,
            proxies: proxies.map(\.description), checkAsked: checkAsked)
        state = RunState(processes: processes)
        console = try OutputOptions.console(options)
        resultFile = try OutputOptions.resultFile(options, sparing: files)
        iterations = options.texts[LoadOptions.iterations.name].flatMap { Int($0) }
        self.figures = figures
    }

    /// A session of a verifier, which asks no proxy where it reads through the shell.
    init(verifying command: String, _ options: ParsedOptions, _ plan: VerifyPlan, files: RunFiles)
        throws(UsageError)
    {
        let asksProxies = if case .proxy = plan.way { true } else { false }
        try self.init(
            command, options, proxies: asksProxies ? plan.deployment.proxies : [],
            processes: max(1, min(plan.processes, plan.files.count)), checkAsked: true, files: files)
    }

    /// Says which records broke off.
    func warn(ofTorn record: Record?) {
        for path in record?.torn ?? [] {
            state.warn("the last line of \(path) broke off, and is left out")
        }
    }

    /// The number of a run: any of 32 bits but 0.
    static func randomRun() -> UInt32 { .random(in: 1 ... .max) }

    /// Runs `body`, which tells of each iteration that has ended, and reports.
    func run(_ body: (_ progress: @escaping (Int, IterationRecord) -> Void) throws -> Void) -> Int32 {
        TerminationSignals.block()
        let ending = Ending()
        watchSignals(ending)
        var notStarted: String?
        do {
            try body { iteration, record in
                console.progress(TextReport.line(iteration: iteration, of: iterations ?? iteration, record))
            }
        } catch {
            notStarted = "\(error)"
        }
        // A signal that came first reports and leaves by itself.
        guard ending.claim() else { Ending.waitForIt() }
        return report(RunResult(description, state, notStarted: notStarted))
    }

    /// How long a report may still take when a signal finds it at work. `timeout`, for one, sends every signal twice,
    /// and the second should not cost the result.
    private static let patience: Duration = .seconds(1)

    private func watchSignals(_ ending: Ending) {
        let thread = try? OSThread { [self] in
            var signal = TerminationSignals.wait()
            let deadline = MonotonicTime.now + Self.patience
            if ending.claim() {
                reportInterrupted(by: signal)
                signal = TerminationSignals.wait()
            }
            // What keeps a report from its end, such as a pipe that nobody reads, keeps no signal from its effect.
            OSThreads.pause(for: deadline - .now)
            _exit(ExitStatus.signal(signal))
        }
        thread?.detach()
    }

    /// Reports and ends the process, on a thread of its own where there is one.
    private func reportInterrupted(by signal: Int32) {
        let end: @Sendable () -> Void = { [self] in
            _ = report(RunResult(description, state, interrupted: true))
            _exit(ExitStatus.signal(signal))
        }
        do { try OSThread(end).detach() } catch { end() }
    }

    /// Writes the result and says it; the exit status it calls for.
    private func report(_ result: RunResult) -> Int32 {
        let text = TextReport(result, isVerbose: console.loudness == .verbose)
        for line in text.summary { console.say(line) }
        if let figures {
            for line in ScriptFigures.lines(
                result, iterations: figures.iterations, processes: figures.processes)
            {
                console.say(line)
            }
        }
        for line in text.problems { console.error(line) }
        var status = ExitStatus.of(result.verdict)
        do {
            try resultFile?.write(result)
        } catch {
            console.error("the result could not be kept: \(error)")
            if status == ExitStatus.pass { status = ExitStatus.fail }
        }
        console.always(text.verdict)
        return status
    }
}
