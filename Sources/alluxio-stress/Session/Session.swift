import Alluxio
import CommandLineOptions
import Glibc
import OSThreads
import Report
import StressTest

/// One run from its plan to its exit status: it reports at every end, a signal's too.
struct Session: Sendable {
    let state: RunState
    private let nodeRun: NodeRun
    let console: Console
    private let display: ProgressDisplay
    private let resultFiles: ResultFiles
    private let soFar: ResultSoFar
    /// How the results of all nodes become one; nil where this is the only one.
    private let exchange: ResultExchange?
    private let metrics: MetricsServer?
    /// How many iterations there will be, for the line of each; nil where there are none.
    private let iterations: Int?
    /// How long the run may take; nil where nothing says.
    private let limit: Duration?
    /// Iterations and processes of a load that ends with the figures of the original scripts.
    private let figures: (iterations: Int, processes: Int)?

    /// - Parameters:
    ///   - processes: how many record what they see.
    ///   - load: how long it goes on, and at what rate.
    ///   - checkAsked: whether content is to be held against something.
    ///   - files: what the run has on this machine, and the result must spare.
    init(
        _ command: String, _ options: ParsedOptions, _ invocation: Invocation,
        run: UInt32 = Session.randomRun(),
        proxies: [ProxyAddress], processes: Int, load: (length: LoadLength, pace: Pace?)? = nil,
        checkAsked: Bool, files: RunFiles,
        figures: (iterations: Int, processes: Int)? = nil
    ) throws(UsageError) {
        let launched = invocation.launched
        var told = options.texts
        // So that a sum of what is left of them can name those that lack.
        if let launched, let count = launched.peers?.numbered {
            try NodeOptions.check(options, ranks: launched.ranks.count)
            told["nodes"] = "\(count)"
        }
        let description = RunDescription(
            command: command, version: Program.version, run: launched?.run ?? run, options: told,
            proxies: proxies.map(\.description), load: load, checkAsked: checkAsked)
        let requirements = try options.requirements(OutputOptions.requirements)
        let isTold = launched?.ranks.isFirst ?? true
        console = try OutputOptions.console(options, at: launched?.place(options))
        resultFiles = try OutputOptions.resultFiles(
            options, sparing: AccessOptions.files(options, with: files), at: launched?.place(options))
        let handling = try FailureOptions.handling(options)
        let nodes = try launched?.agree(command, options, files)
        exchange = nodes.map { ResultExchange($0, heldTo: requirements) }
        let log = resultFiles.intervalLog
        state = RunState(
            processes: processes, handling: handling, nodes: nodes,
            observer: log.map { log in { @Sendable in log.add($0) } })
        // Of a run on many nodes the sum is held to them.
        nodeRun = NodeRun(
            description: description, state: state, requirements: launched == nil ? requirements : [])
        soFar = ResultSoFar(resultFiles, of: nodeRun)
        display = ProgressDisplay(state, since: description.startedAt, on: console)
        // Before there is a thread that a signal could be given to.
        TerminationSignals.block()
        metrics = isTold ? try OutputOptions.metricsServer(options, of: nodeRun) : nil
        iterations = if case .iterations(let count) = load?.length { count } else { nil }
        self.figures = figures
        // None where no proxy is asked.
        if !proxies.isEmpty { for warning in AccessOptions.warnings(options) { state.warn(warning) } }
        if let warning = invocation.warningOfTasks(options) { state.warn(warning) }
        limit = FailureOptions.limit(options, load?.length)
    }

    /// A session of a verifier, which asks no proxy where it reads through the shell.
    init(
        verifying command: String, _ options: ParsedOptions, _ invocation: Invocation, _ plan: VerifyPlan,
        files: RunFiles
    ) throws(UsageError) {
        let asksProxies = if case .proxy = plan.way { true } else { false }
        try self.init(
            command, options, invocation, proxies: asksProxies ? plan.deployment.proxies : [],
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
        let ending = Ending()
        do { try watch(ending).start() } catch { console.error("signals end the run at once: \(error)") }
        if let metrics {
            console.say("metrics at http://\(metrics.place)/metrics, the page at http://\(metrics.place)/")
        }
        display.start()
        soFar.start()
        var notStarted: String?
        // What is told while it goes on is of this node alone.
        let prefix = exchange.map { "\($0.name), " } ?? ""
        do {
            try body { [iterations] iteration, record in
                guard let iterations else { return }
                console.progress(
                    StyledText(prefix) + TextReport.line(iteration: iteration, of: iterations, record))
            }
        } catch {
            notStarted =
                state.nodes?.standDown(because: "\(error)", unless: { state.earlyEnd != nil }) ?? "\(error)"
        }
        // What ended the run early reports and leaves by itself, where it came first.
        guard ending.claim() else { Ending.waitForIt() }
        state.endSeries()
        return end(nodeRun.document(notStarted: notStarted), ending)
    }

    /// What ends the run where it doesn't come to its end by itself.
    private func watch(_ ending: Ending) -> EarlyEndWatch {
        EarlyEndWatch(
            state: state, limit: limit, began: nodeRun.description.startedAt, ending: ending,
            reportSoFar: { [self] in
                soFar.end()
                for error in writeSoFar(soFar.result) { say(notKept: error) }
                let why = if case .overTime = state.earlyEnd { "--max-time is over" } else { "interrupted" }
                console.error(
                    sentence: StyledText(
                        "\(why): what is under way is finished or undone, which takes up to 5 s; a signal then ends it at once"
                    ))
            },
            report: { [self] in _ = end(nodeRun.document(), ending) })
    }

    /// Writes the result as it is before its end.
    private func writeSoFar(_ result: ResultDocument) -> [any Error] {
        resultFiles.writeOfNode(result)
            + resultFiles.replaceable.write(exchange?.sumSoFar(with: result) ?? result)
    }

    /// Makes the results of all nodes one and reports it; the exit status that calls for.
    private func end(_ result: ResultDocument, _ ending: Ending) -> Int32 {
        soFar.end()
        guard let exchange else { return report(result, ending) }
        // This node's own first: whatever becomes of the others, it is kept.
        var errors = resultFiles.writeOfNode(result)
        if exchange.isFirst {
            let sum = exchange.collect(with: result) { state.isGivenUp }
            return report(sum, ending, errors)
        }
        ending.filesWritten.update { $0 = true }
        // What goes wrong on this node alone is said here.
        errors += resultFiles.log.write(result)
        for error in errors {
            Console.write("\(exchange.name): the result could not be kept: \(error)", to: 2)
        }
        guard exchange.handOver(result, unless: { state.isGivenUp }) else {
            let place = resultFiles.jsonOfNode.map { ", which is in \($0.path)" } ?? ""
            // A failure of one rank would have the launcher end the others, whose results rank 0 may still wait for.
            if case .interrupted = state.earlyEnd {
                Console.write(
                    "\(exchange.name): left after a signal, before rank 0 said whether it has this node's result\(place)",
                    to: 2)
                return ExitStatus.pass
            }
            Console.write("\(exchange.name): rank 0 did not take this node's result\(place)", to: 2)
            return ExitStatus.fail
        }
        return ExitStatus.pass
    }

    /// Writes the result and says it; the exit status it calls for.
    private func report(_ result: ResultDocument, _ ending: Ending, _ earlier: [any Error] = []) -> Int32 {
        // Before anything that may have to wait for a reader.
        var errors = earlier + resultFiles.replaceable.write(result)
        ending.filesWritten.update { $0 = true }
        display.end()
        let text = TextReport(
            result, isVerbose: console.loudness == .verbose, width: console.width)
        for line in text.summary { console.say(line) }
        if let figures {
            for line in ScriptFigures.lines(
                result, iterations: figures.iterations, processes: figures.processes)
            {
                console.say(line)
            }
        }
        for line in text.problems(within: console.errorWidth) { console.error(line) }
        var status = ExitStatus.of(result.verdict)
        if case .interrupted(let signal) = state.earlyEnd { status = ExitStatus.signal(signal) }
        errors += resultFiles.log.write(result)
        for error in errors { say(notKept: error) }
        console.always(sentence: text.verdict)
        // Who reads these may come late, or never.
        let unread = resultFiles.streams.write(result)
        for error in unread { say(notKept: error) }
        if !(errors + unread).isEmpty, status == ExitStatus.pass { status = ExitStatus.fail }
        return status
    }

    private func say(notKept error: any Error) {
        console.error(sentence: StyledText("the result could not be kept: \(error)"))
    }
}
