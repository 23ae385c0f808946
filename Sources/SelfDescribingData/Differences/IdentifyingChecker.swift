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

    private let known: PartialIdentity
    private let length: Int64?
    private var unidentified: UnidentifiedBytes
    /// Once it is known what the file is held to.
    private var checker: Checker?

    /// - Parameters:
    ///   - known: what the path says that the identity is, and a mark, where there is one. Once the file says that it is
    ///     generated data it is held to that, whatever it says. (What must hold just one identity is for `Checker`.)
    ///   - length: of the file, in bytes, where it is known. What comes beyond it is not looked at.
    public init(known: PartialIdentity, length: Int64? = nil) {
        self.known = known
        self.length = length
        unidentified = UnidentifiedBytes(known: known, fileLength: length)
    }

    /// What the file is held to, once that is known.
    public private(set) var identity: Identity?

    /// Takes the next piece.
    public mutating func check(_ bytes: UnsafeRawBufferPointer) {
        guard identity == nil else {
            checker?.check(bytes)
            return
        }
        let taken = unidentified.take(upToIdentified: bytes)
        guard let found = unidentified.identity else { return }
        hold(to: found)
        checker?.check(UnsafeRawBufferPointer(rebasing: bytes[taken...]))
    }

    /// To be called once all has come.
    public mutating func finish() -> Verdict {
        if identity == nil {
            unidentified.finish()
            guard let found = unidentified.identity else { return .notGenerated }
            hold(to: found)
        }
        guard let identity, let differences = checker?.finish() else { return .notGenerated }
        return .checked(identity, bytes: checker?.checkedBytes ?? 0, differences)
    }

    private mutating func hold(to found: Identity) {
        let identity = known.completed(by: found)
        var checker = Checker(identity, length: length ?? .max)
        unidentified.replay(into: &checker)
        unidentified = UnidentifiedBytes(known: known, fileLength: length)
        self.identity = identity
        self.checker = checker
    }
}
