/// Why a node did not come to where the others waited for it, in the words in which each of them tells it.
package enum MissedNode: CaseIterable, Sendable {
    case ended
    case interrupted
    case overTime
    case lost

    private var words: String {
        switch self {
        case .ended: " ended before its last iteration"
        case .interrupted: " was interrupted"
        case .overTime: " was not done within its --max-time"
        case .lost: " was lost: it gave no sign of life"
        }
    }

    /// - Parameter name: as `node 3`.
    package func told(of name: String) -> String { name + words }

    /// What a reason of a node that is no pass says of another node, with which it then begins.
    ///
    /// - Returns: what the other is called, why it was missed, and what the reason says besides; nil where it begins
    ///   otherwise.
    package static func read(_ reason: String) -> (name: String, why: MissedNode, besides: String?)? {
        let name = reason.split(separator: " ").prefix(2).joined(separator: " ")
        for why in allCases {
            let told = why.told(of: name)
            if reason == told { return (name, why, nil) }
            if reason.hasPrefix(told + ", ") { return (name, why, String(reason.dropFirst(told.count + 2))) }
        }
        return nil
    }
}
