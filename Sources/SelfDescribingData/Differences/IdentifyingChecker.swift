/// Holds a file's bytes, which come in order and in pieces of any size, against what they say they are.
///
/// One block that decodes holds all others to it, those before it, too. Until one does the file's first 64 KiB are kept,
/// and zero bytes by their number; of what else comes before it only the extent is known then. A file of other data costs
/// next to nothing.
public struct IdentifyingChecker: Sendable {
    public enum Verdict: Hashable, Sendable {
        /// So many bytes were held against this identity.
        case checked(Identity, bytes: Int64, Differences)
        /// No block says that it is generated data: nothing was checked.
        case notGenerated
    }

    private enum State {
        case identifying(UnidentifiedBytes)
        case checking(Identity, Checker)
    }

    private let known: PartialIdentity
    private let length: Int64?
    private var state: State

    /// - Parameters:
    ///   - known: what the path says that the identity is, and a mark or record, where there is one. Where it is all of it
    ///     the file is held to it whatever it says.
    ///   - length: of the file, in bytes, where it is known. What comes beyond it is not looked at.
    public init(known: PartialIdentity, length: Int64? = nil) {
        self.known = known
        self.length = length
        state =
            if let identity = known.whole {
                .checking(identity, Checker(identity, length: length ?? .max))
            } else {
                .identifying(UnidentifiedBytes(known: known, fileLength: length))
            }
    }

    /// What the file is held to, once that is known.
    public var identity: Identity? {
        if case .checking(let identity, _) = state { identity } else { nil }
    }

    /// Takes the next piece.
    public mutating func check(_ bytes: UnsafeRawBufferPointer) {
        // Taken out of it, so that nothing is copied.
        let current = state
        state = .identifying(UnidentifiedBytes(known: known, fileLength: length))
        switch current {
        case .checking(let identity, var checker):
            checker.check(bytes)
            state = .checking(identity, checker)
        case .identifying(var unidentified):
            let taken = unidentified.take(upToIdentified: bytes)
            state = .identifying(unidentified)
            guard let found = unidentified.identity else { return }
            hold(unidentified, to: found)
            check(UnsafeRawBufferPointer(rebasing: bytes[taken...]))
        }
    }

    /// To be called once all has come.
    public mutating func finish() -> Verdict {
        if case .identifying(var unidentified) = state {
            unidentified.finish()
            guard let found = unidentified.identity else { return .notGenerated }
            hold(unidentified, to: found)
        }
        guard case .checking(let identity, var checker) = state else { return .notGenerated }
        let differences = checker.finish()
        state = .checking(identity, checker)
        return .checked(identity, bytes: checker.checkedBytes, differences)
    }

    private mutating func hold(_ unidentified: UnidentifiedBytes, to found: Identity) {
        let identity = known.completed(by: found)
        var checker = Checker(identity, length: length ?? .max)
        unidentified.replay(into: &checker)
        state = .checking(identity, checker)
    }
}
