/// What came of strikes at random.
struct StrikeTally: Sendable {
    /// Of data and statuses, told as what they were, in the right file and place; again by each step that meets them.
    var found = 0
    /// Of calls, counted under the right kind and operation.
    var counted = 0
    /// That met one another at a file, or kept a process from it, so that any of them may show.
    var inTheWay = 0

    static func += (sum: inout StrikeTally, other: StrikeTally) {
        sum.found += other.found
        sum.counted += other.counted
        sum.inTheWay += other.inTheWay
    }
}
