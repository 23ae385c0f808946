import EmbeddedProxy

/// What a drill came to.
public struct DrillTally: Sendable, CustomStringConvertible {
    /// How many cases had a fault.
    public private(set) var faults = 0
    public private(set) var strikes = 0
    /// Of how many cases the tool did not say just what was done.
    public private(set) var wrong = 0

    /// Runs cases, and tells of each in their order.
    ///
    /// - Parameter seed: of all that the cases draw.
    /// - Throws: `EmbeddedProxyError` where a proxy can't be started; `SystemError` where there are not threads enough.
    public init(_ cases: [DrillCase], seed: UInt64, telling tell: (DrillOutcome) -> Void) throws {
        try DrillSeries(cases, seed: seed).run { outcome in
            faults += outcome.drilled.fault == nil ? 0 : 1
            strikes += outcome.strikes.count
            wrong += outcome.complaints.isEmpty ? 0 : 1
            tell(outcome)
        }
    }

    public var isPass: Bool { wrong == 0 }

    public var description: String {
        let done = "\(faults) faults, \(strikes) strikes"
        return isPass
            ? "PASS \(done), each told as it was, and nothing else"
            : "FAIL \(done); \(wrong) told otherwise than they were"
    }
}
