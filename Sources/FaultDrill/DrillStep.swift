/// What a drill runs against its proxy, in this order.
public enum DrillStep: String, CaseIterable, Sendable {
    case write
    case read
    case verify

    /// The command that it stands for.
    var command: String {
        switch self {
        case .write: "parallel-write"
        case .read: "parallel-read"
        case .verify: "verify-write"
        }
    }
}
