extension ResultDocument {
    /// The same, held to requirements besides: one that is not met makes the verdict of what did start `fail`.
    public func held(to requirements: [Report.Requirement]) -> ResultDocument {
        var document = self
        let held = requirements.map { Requirement($0, in: self) }
        document.requirements += held
        let missed = held.count { !$0.met }
        guard missed > 0, verdict != .notStarted else { return document }
        document.verdict = .fail
        document.reason = [reason, Numbers.counted(missed, "requirement") + " not met"].compactMap { $0 }
            .joined(separator: ", ")
        return document
    }
}
