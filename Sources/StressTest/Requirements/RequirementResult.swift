/// A requirement held against a result.
public struct RequirementResult: Sendable {
    public let requirement: Requirement
    /// What the figure is, in its unit; nil where there is none, which comes up to nothing.
    public let value: Double?

    init(_ requirement: Requirement, _ figures: RunFigures) {
        self.requirement = requirement
        value = requirement.figure.value(in: figures)
    }

    public var isMet: Bool { value.map { requirement.relation.holds($0, requirement.bound) } ?? false }
}
