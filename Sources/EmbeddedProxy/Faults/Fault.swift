/// One way in which the proxy fails or lies, and which calls it does so to.
///
/// As text it is `KIND[:first=N][:every=N][:limit=N][:probability=P][:seconds=S][:path=GLOB][:operation=OP]`.
public struct Fault: Sendable, Hashable {
    /// The calls that a fault can strike, by their names in the API.
    public enum Operation: String, CaseIterable, Sendable {
        case createFile = "create-file"
        case write
        case close
        case openFile = "open-file"
        case read
        case getStatus = "get-status"
        case listStatus = "list-status"
        case delete
        case createDirectory = "create-directory"
        case free
        case rename
        case exists
        case setAttribute = "set-attribute"
        case mount
        case unmount
        case proxyInfo = "proxy-info"
    }

    public var kind: Kind
    /// So many matching calls are spared at first.
    public var first = 0
    /// Of the calls that follow, each of which so many is a turn; 1 is all of them.
    public var every = 1
    /// It strikes so often at most; nil: as often as its turn comes.
    public var limit: Int?
    /// The chance, above 0 and up to 1, with which it strikes when it is its turn.
    public var probability = 1.0
    /// How long it lasts, of the kinds that last; nil: `Kind.defaultSeconds`.
    public var seconds: Double?
    /// Which paths match, as fnmatch(3) has it without any flag: `*` and `?` match `/` as well. A call on a stream has the
    /// path of its file. nil: any path, and calls that have none.
    public var path: String?
    /// Which calls match; nil: all of `Kind.defaultOperations`.
    public var operation: Operation?

    public init(_ kind: Kind) { self.kind = kind }

    /// The calls that it can strike.
    var operations: Set<Operation> { operation.map { [$0] } ?? kind.defaultOperations }

    /// How long it lasts.
    var duration: Duration { .seconds(seconds ?? kind.defaultSeconds ?? 0) }
}
