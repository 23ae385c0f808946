import EmbeddedProxy
import StressTest

/// What a step of a case said, and what was struck in it.
public struct StepOutcome: Sendable {
    public let step: DrillStep
    public let result: RunResult
    public let strikes: [FaultRecord]
}

/// What the steps of a case came to.
public struct DrillOutcome: Sendable {
    public let drilled: DrillCase
    public let steps: [StepOutcome]

    init(_ drilled: DrillCase, _ steps: [StepOutcome]) {
        self.drilled = drilled
        self.steps = steps
    }

    public var strikes: [FaultRecord] { steps.flatMap(\.strikes) }

    /// What is not as it must be; nothing where the tool said just what was done.
    public var complaints: [String] {
        let unstruck = drilled.fault != nil && strikes.isEmpty ? ["the fault never struck"] : []
        return unstruck
            + steps.flatMap { step in
                // What was stored wrong is there for the later steps.
                let struck = step.strikes.isEmpty ? strikes : step.strikes
                return Judgement(step.step, step.result, struck, drilled.fault).complaints(
                    expecting: drilled.expectation(of: step.step)
                )
                .map { "\(step.step.command): \($0)" }
            }
    }
}
