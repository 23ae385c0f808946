import Measurement

extension ResultDocument {
    /// Errors and findings of the kinds that were to be ignored, which are none of the result's others.
    public struct Ignored: Codable, Sendable, Equatable, DefaultOfKey {
        public var errors: [Failure]
        /// How often each kind of finding was met.
        public var findings: [String: Int]

        public static var value: Ignored { Ignored(errors: [], findings: [:]) }

        var isEmpty: Bool { errors.isEmpty && findings.isEmpty }
        var errorCount: Int { errors.reduce(0) { $0 + $1.count } }
        var findingCount: Int { findings.values.reduce(0, +) }
    }
}

extension ResultDocument.Ignored {
    init(_ ignored: Problems) {
        errors = ignored.errors.map(ResultDocument.Failure.init).sorted { $0.order < $1.order }
        findings = ignored.findings.entries.reduce(into: [:]) {
            $0[$1.finding.kind.rawValue, default: 0] += $1.times
        }
    }
}
