// Documents come from others, and may hold any number.

extension FixedWidthInteger {
    /// Adds what another result has.
    ///
    /// - Throws: where the sum is more than a number can hold.
    mutating func add(_ other: Self) throws(UnmergeableResults) {
        let (sum, isTooLarge) = addingReportingOverflow(other)
        guard !isTooLarge else { throw .tooLarge }
        self = sum
    }
}

extension UnmergeableResults {
    static let tooLarge = UnmergeableResults(
        description: "the results can't be added up: a sum is more than a number can hold")
}
