import EmbeddedProxy

/// One fault, and what the tool must say while it strikes and afterwards.
public struct DrillCase: Sendable {
    /// nil of the case without one, in which nothing may be said.
    public var fault: Fault?
    /// During which steps it strikes. What it stored stays for the later ones.
    let strikes: Set<DrillStep>
    /// Which calls it strikes of those that its operation names, where it is not all of a step's.
    private var occasion: String?
    private let expected: [DrillStep: Statement]

    /// Without a fault.
    static let calm = DrillCase(nil, during: [], [:])

    private init(_ fault: Fault?, during strikes: Set<DrillStep>, _ expected: [DrillStep: Statement]) {
        self.fault = fault
        self.strikes = strikes
        self.expected = expected
    }

    /// The kind, and where it strikes if not where its kind always does.
    public var name: String {
        guard let fault else { return "none" }
        switch fault.operation {
        case nil: return fault.kind.rawValue
        case .write where !fault.kind.defaultOperations.contains(.write):
            return "\(fault.kind.rawValue), stored"
        case let operation?:
            return "\(fault.kind.rawValue) of \(operation.rawValue)" + (occasion.map { ", \($0)" } ?? "")
        }
    }

    /// What the step must say.
    public func expectation(of step: DrillStep) -> Statement { expected[step] ?? .nothing }
}

extension DrillCase {
    /// A fault of what is read, which both readers must say, in the same way where `verify` is nil.
    static func reading(
        _ kind: Fault.Kind, of operation: Fault.Operation? = nil, every: Int = 2, seconds: Double? = nil,
        path: String? = nil, _ said: Statement, verify: Statement? = nil
    ) -> DrillCase {
        var fault = Fault(kind)
        fault.operation = operation
        fault.every = every
        fault.seconds = seconds
        fault.path = path
        return DrillCase(fault, during: [.read, .verify], [.read: said, .verify: verify ?? said])
    }

    /// A fault of what is read that one reader meets: what it leads to takes its time.
    static func readingOnce(
        _ kind: Fault.Kind, of operation: Fault.Operation, seconds: Double, _ said: Statement
    ) -> DrillCase {
        var fault = Fault(kind)
        fault.operation = operation
        fault.limit = 1
        fault.seconds = seconds
        return DrillCase(fault, during: [.read], [.read: said])
    }

    /// A fault of what is stored in the last iteration, which nothing replaces: of every second file.
    static func storing(
        _ kind: Fault.Kind, sparing first: Int = DrillJob.processes * (DrillJob.iterations - 1),
        write: Statement = .nothing, _ said: Statement
    ) -> DrillCase {
        var fault = Fault(kind)
        fault.operation = .write
        fault.first = first
        fault.every = 2
        return DrillCase(fault, during: [.write], [.write: write, .read: said, .verify: said])
    }

    /// A fault of a write in the first iteration, which the next makes good.
    static func writing(
        _ kind: Fault.Kind, of operation: Fault.Operation? = nil, path: String? = nil, seconds: Double? = nil,
        _ said: Statement, afterwards: Statement = .nothing
    ) -> DrillCase {
        var fault = Fault(kind)
        fault.operation = operation
        fault.every = 2
        fault.limit = DrillJob.processes / 2
        fault.path = path
        fault.seconds = seconds
        return DrillCase(
            fault, during: [.write], [.write: said, .read: afterwards, .verify: afterwards])
    }

    /// A fault of a delete, by which the write makes way for its second iteration: of every second file.
    static func deleting(_ kind: Fault.Kind, seconds: Double? = nil, _ said: Statement) -> DrillCase {
        var fault = Fault(kind)
        fault.operation = .delete
        fault.every = 2
        fault.seconds = seconds
        return DrillCase(fault, during: [.write], [.write: said])
    }

    /// A fault of the look-up by which a write says after each iteration what is stored.
    static func confirming(_ kind: Fault.Kind, seconds: Double? = nil, _ said: Statement) -> DrillCase {
        var fault = Fault(kind)
        fault.operation = .listStatus
        // The first is before the first iteration, the last ones are for folders that may be empty.
        fault.first = 1
        fault.limit = DrillJob.iterations
        fault.seconds = seconds
        var drilled = DrillCase(fault, during: [.write], [.write: said])
        drilled.occasion = "after writing"
        return drilled
    }

    /// A fault of look-ups in all steps, of which the first of all is spared.
    static func lookingUp(
        _ kind: Fault.Kind, of operation: Fault.Operation, seconds: Double? = nil, write: Statement,
        read: Statement, verify: Statement
    ) -> DrillCase {
        var fault = Fault(kind)
        fault.operation = operation
        fault.first = 1
        fault.seconds = seconds
        return DrillCase(
            fault, during: [.write, .read, .verify], [.write: write, .read: read, .verify: verify])
    }
}
