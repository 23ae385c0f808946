import Alluxio
import Measurement
import OSThreads
import StressTest

/// What a drill has done to a proxy: files written, read and verified.
struct DrillJob {
    static let processes = 4
    static let iterations = 2
    private static let fileBytes: Int64 = 300_000
    private static let node = "1"

    private let deployment: Deployment
    private let layout: FileLayout
    private let run: UInt32

    /// - Parameters:
    ///   - port: of the proxy.
    ///   - root: the folder in Alluxio, which is this job's alone.
    init(port: Int, root: String, run: UInt32) throws {
        var timeouts = Deployment.Timeouts()
        timeouts.stall = .seconds(1)
        timeouts.metadata = .seconds(2)
        deployment = Deployment(
            proxies: [ProxyAddress(host: "127.0.0.1", port: port)], timeouts: timeouts)
        guard let node = NodeName(Self.node) else { preconditionFailure("\(Self.node) is a node's name") }
        layout = FileLayout(root: try AlluxioPath(root), node: node)
        self.run = run
    }

    /// The paths of its files.
    var paths: [String] {
        (0..<Self.processes).map { layout.path(FileNumber(process: $0)).description }
    }

    /// Runs a step to its end; what it said.
    ///
    /// - Parameter iterationEnded: called at the end of each iteration, before another begins.
    func perform(_ step: DrillStep, iterationEnded: @escaping () -> Void = {}) -> RunResult {
        let state = RunState(processes: Self.processes)
        let description = RunDescription(
            command: step.command, version: "", run: run, options: [:],
            proxies: deployment.proxies.map(\.description), checkAsked: step != .write)
        var notStarted: String?
        do { try load(step, state, iterationEnded) } catch { notStarted = "\(error)" }
        return RunResult(description, state, notStarted: notStarted)
    }

    /// Waits for the end of what refuses connections.
    func waitUntilProxyAnswers() {
        let deadline = MonotonicTime.now + .seconds(20)
        while .now < deadline, !proxyAnswers { OSThreads.pause(for: .milliseconds(20)) }
    }

    private var proxyAnswers: Bool {
        let client = try? AlluxioClient(deployment.proxies[0])
        return (try? client?.exists(.root)) == true
    }

    private func load(_ step: DrillStep, _ state: RunState, _ iterationEnded: @escaping () -> Void) throws {
        let knowledge = Knowledge(source: nil)
        switch step {
        case .write:
            let content = Content.generated(run: run, node: layout.node.number ?? 0, length: Self.fileBytes)
            let plan = WritePlan(
                deployment: deployment, layout: layout, processes: Self.processes,
                length: .iterations(Self.iterations), pace: nil, content: content, writeType: .mustCache,
                blockSize: nil,
                run: run, marks: true, force: false)
            try WriteLoad(plan, state: state).run { _, _ in iterationEnded() }
        case .read:
            let plan = ReadPlan(
                deployment: deployment, source: .node(layout), processes: Self.processes,
                length: .iterations(1), pace: nil,
                copies: nil, knowledge: knowledge, readType: nil, freesBefore: false)
            try ReadLoad(plan, state: state).run { _, _ in iterationEnded() }
        case .verify:
            let plan = VerifyPlan(
                deployment: deployment, way: .proxy, source: .node(layout), count: Self.processes,
                subject: .files, knowledge: knowledge, processes: Self.processes)
            try Verification(plan, state: state).run()
        }
    }
}
