import SelfDescribingData

/// What a file should hold, as far as that is known before it is read.
struct Expectation: Sendable {
    enum Bytes: Sendable {
        /// Just these; fingerprints of a source make it cheap to hold against.
        case content(Content, Fingerprints?)
        /// What they say that they are, with what else tells of it.
        case described(PartialIdentity)
        /// Nothing is known of them.
        case unknown
    }

    var bytes: Bytes
    /// In bytes.
    var length: Int64?
    /// Which file must stand there, as its mark says it; nil where nothing knows.
    var mark: Mark?
    /// Whether it must be there. What a dead client was about to replace need not.
    var isSettled = true
}
