import EmbeddedProxy

/// One fault, and what the tool must say while it strikes and afterwards.
public struct DrillCase: Sendable {
    /// nil of the case without one, in which nothing may be said.
    public var fault: Fault?
    /// During which steps it strikes. What it stored stays for the later ones.
    let strikes: Set<DrillStep>
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
        case let operation?: return "\(fault.kind.rawValue) of \(operation.rawValue)"
        }
    }

    /// What the step must say.
    public func expectation(of step: DrillStep) -> Statement { expected[step] ?? .nothing }
}

extension DrillCase {
    /// A fault of what is read, which both readers must say.
    static func reading(
        _ kind: Fault.Kind, of operation: Fault.Operation? = nil, every: Int = 2, seconds: Double? = nil,
        path: String? = nil, _ said: Statement
    ) -> DrillCase {
        var fault = Fault(kind)
        fault.operation = operation
        fault.every = every
        fault.seconds = seconds
        fault.path = path
        return DrillCase(fault, during: [.read, .verify], [.read: said, .verify: said])
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
        _ kind: Fault.Kind, sparing first: Int = DrillRun.processes * (DrillRun.iterations - 1),
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
        _ said: Statement
    ) -> DrillCase {
        var fault = Fault(kind)
        fault.operation = operation
        fault.every = 2
        fault.limit = DrillRun.processes / 2
        fault.path = path
        fault.seconds = seconds
        return DrillCase(fault, during: [.write], [.write: said])
    }
}
