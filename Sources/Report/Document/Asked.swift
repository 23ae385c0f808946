import StressTest

extension ResultDocument {
    /// What was done before the measured time. What went wrong in it counts with the rest.
    public struct WarmUp: Codable, Sendable, Equatable {
        public var seconds: Double
        public var files: Int
        public var bytes: Int64
        public var bytesMoved: Int64
        public var errorCount: Int
        public var findingCount: Int
        public var operations: [String: Operation]

        init(_ warmUp: StressTest.WarmUp) {
            seconds = warmUp.seconds
            files = warmUp.outcome.files
            bytes = warmUp.outcome.bytes
            bytesMoved = warmUp.bytesMoved
            errorCount = warmUp.outcome.errorCount
            findingCount = warmUp.outcome.findingCount
            operations = warmUp.outcome.operations.mapValues(Operation.init)
        }
    }

    /// How a run held the rate that was asked of it.
    public struct Pace: Codable, Sendable, Equatable {
        /// Files a second that were asked for.
        public var rate: Double
        /// Files a second that were begun; none where there was no span.
        @OrNull public var achieved: Double?
        /// That should have begun.
        public var due: Int
        public var begun: Int
        /// Of those that were begun, those that began so late that their process should have begun another by then.
        public var behind: Int

        init(_ pace: PaceResult) {
            rate = pace.filesPerSecond
            achieved = pace.achieved
            due = pace.due
            begun = pace.begun
            behind = pace.behind
        }
    }

    /// What the run had to come up to, and whether it did.
    public struct Requirement: Codable, Sendable, Equatable {
        /// The node that had to by itself; only in the sum of several.
        public var node: String?
        /// As it was given.
        public var requirement: String
        /// The figure's; none where there was none, which comes up to nothing.
        @OrNull public var value: Double?
        /// What the value counts.
        public var unit: FigureUnit
        public var met: Bool

        /// What a requirement comes to in a result.
        init(_ requirement: Report.Requirement, in result: ResultDocument) {
            let value = requirement.figure.value(in: result)
            self.requirement = requirement.text
            self.value = value
            unit = requirement.figure.unit
            met = value.map { requirement.relation.holds($0, requirement.bound) } ?? false
        }
    }
}
