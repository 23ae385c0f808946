// What a sum of several results says whose it is.

extension ResultDocument.Process {
    /// - Parameter start: of the first of its intervals.
    func ofNode(_ name: String, from start: Double?) -> Self {
        var process = self
        process.node = node ?? name
        process.intervals?.start = intervals?.start ?? start
        return process
    }
}

extension ResultDocument.ProcessRate {
    func ofNode(_ name: String) -> Self {
        var rate = self
        rate.node = node ?? name
        return rate
    }
}

extension ResultDocument.Requirement {
    func ofNode(_ name: String) -> Self {
        var requirement = self
        requirement.node = node ?? name
        return requirement
    }
}
