import EmbeddedProxy
import OSThreads
import StressTest

/// Runs a case: write, read and verify against a proxy of its own.
public struct DrillRun: Sendable {
    private let drilled: DrillCase
    private let proxy: EmbeddedProxy
    private let collector = StrikeCollector()
    private let job: DrillJob

    /// - Parameter seed: of what the fault draws, and of the run's number.
    /// - Throws: `EmbeddedProxyError` where no proxy can be started.
    public init(_ drilled: DrillCase, seed: UInt64) throws {
        self.drilled = drilled
        var configuration = EmbeddedProxy.Configuration(port: 0)
        configuration.seed = seed
        configuration.faultSink = collector.sink
        proxy = try EmbeddedProxy(configuration)
        job = try DrillJob(port: proxy.port, root: "/drill", run: UInt32(truncatingIfNeeded: seed) | 1)
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
        let result = job.perform(step)
        if collector.all.count > before { waitForItsEnd() }
        return StepOutcome(step: step, result: result, strikes: Array(collector.all[before...]))
    }

    /// What lasts is over before the next step begins.
    private func waitForItsEnd() {
        guard let fault = drilled.fault else { return }
        switch fault.kind {
        case .lateEffect: OSThreads.pause(for: .seconds(fault.seconds ?? 0))
        case .refuse: job.waitUntilProxyAnswers()
        default: break
        }
    }
}
