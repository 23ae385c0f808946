import Alluxio
import EmbeddedProxy
import OSThreads
import StressTest

/// Runs a case: write, read and verify against a proxy of its own.
public struct DrillRun: Sendable {
    static let processes = 4
    static let iterations = 2
    private static let fileBytes: Int64 = 300_000
    private static let node = "1"

    private let drilled: DrillCase
    private let proxy: EmbeddedProxy
    private let collector = StrikeCollector()
    private let deployment: Deployment
    private let layout: FileLayout
    private let run: UInt32

    /// - Parameter seed: of what the fault draws, and of the run's number.
    /// - Throws: `EmbeddedProxyError` where no proxy can be started.
    public init(_ drilled: DrillCase, seed: UInt64) throws {
        self.drilled = drilled
        var configuration = EmbeddedProxy.Configuration(port: 0)
        configuration.seed = seed
        configuration.faultSink = collector.sink
        proxy = try EmbeddedProxy(configuration)
        var timeouts = Deployment.Timeouts()
        timeouts.stall = .seconds(1)
        timeouts.metadata = .seconds(2)
        deployment = Deployment(
            proxies: [ProxyAddress(host: "127.0.0.1", port: proxy.port)], timeouts: timeouts)
        guard let node = NodeName(Self.node) else { preconditionFailure("\(Self.node) is a node's name") }
        layout = FileLayout(root: try AlluxioPath("/drill"), node: node)
        run = UInt32(truncatingIfNeeded: seed) | 1
    }

    /// Runs the steps; what each said, and what was struck.
    public func perform() -> DrillOutcome {
        defer { proxy.stop() }
        return DrillOutcome(drilled, DrillStep.allCases.map(perform))
    }

    private func perform(_ step: DrillStep) -> StepOutcome {
        let before = collector.all.count
        if let fault = drilled.fault, drilled.strikes.contains(step), proxy.faults.isEmpty {
            proxy.add([fault])
        }
        if !drilled.strikes.contains(step) { proxy.removeFaults() }
        let state = RunState(processes: Self.processes)
        let description = RunDescription(
            command: step.command, version: "", run: run, options: [:],
            proxies: deployment.proxies.map(\.description), checkAsked: step != .write)
        var notStarted: String?
        do { try load(step, state) } catch { notStarted = "\(error)" }
        let result = RunResult(description, state, notStarted: notStarted)
        if collector.all.count > before { waitForItsEnd() }
        return StepOutcome(step: step, result: result, strikes: Array(collector.all[before...]))
    }

    /// What lasts is over before the next step begins.
    private func waitForItsEnd() {
        guard let fault = drilled.fault else { return }
        switch fault.kind {
        case .lateEffect: OSThreads.pause(for: .seconds(fault.seconds ?? 0))
        case .refuse:
            let deadline = MonotonicTime.now + .seconds(20)
            while .now < deadline, !proxyAnswers { OSThreads.pause(for: .milliseconds(20)) }
        default: break
        }
    }

    private var proxyAnswers: Bool {
        let client = try? AlluxioClient(deployment.proxies[0])
        return (try? client?.exists(.root)) == true
    }

    private func load(_ step: DrillStep, _ state: RunState) throws {
        let knowledge = Knowledge(source: nil)
        switch step {
        case .write:
            let content = Content.generated(run: run, node: layout.node.number ?? 0, length: Self.fileBytes)
            let plan = WritePlan(
                deployment: deployment, layout: layout, processes: Self.processes,
                iterations: Self.iterations, content: content, writeType: .mustCache, blockSize: nil,
                run: run, marks: true, force: false)
            try WriteLoad(plan, state: state).run { _, _ in }
        case .read:
            let plan = ReadPlan(
                deployment: deployment, source: .node(layout), processes: Self.processes, iterations: 1,
                copies: nil, knowledge: knowledge, readType: nil, freesBefore: false)
            try ReadLoad(plan, state: state).run { _, _ in }
        case .verify:
            let plan = VerifyPlan(
                deployment: deployment, way: .proxy, source: .node(layout), count: Self.processes,
                subject: .files, knowledge: knowledge, processes: Self.processes)
            try Verification(plan, state: state).run()
        }
    }
}
