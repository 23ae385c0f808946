/// What a run does where something fails.
public struct FailureHandling: Sendable {
    /// How often a file that failed is tried again.
    public var retries = 0
    /// Whether nothing begins any more after the first error or finding.
    public var endsAtFirst = false
    /// The kinds of errors and findings that are expected: they are counted apart, and make no run fail.
    public var ignoredKinds: Set<String> = []

    public init() {}
}
