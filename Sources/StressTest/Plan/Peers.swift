/// The nodes that take part in a run, in their order, and which of them this one is.
public struct Peers: Sendable, Hashable {
    /// So many can take part: generated data has numbers for no more.
    public static let mostNodes = 4096

    public let names: [NodeName]
    /// The place of this node among them.
    public let own: Int

    /// Nodes named 0 to `count` - 1; nil where `node` is none of them.
    public init?(count: Int, own node: NodeName) {
        names = (0..<count).map { NodeName(number: $0) }
        guard let own = names.firstIndex(of: node) else { return nil }
        self.own = own
    }

    /// Nil where `own` is no place in `names`.
    public init?(names: [NodeName], own: Int) {
        guard names.indices.contains(own) else { return nil }
        self.names = names
        self.own = own
    }

    /// How many there are, where they are named 0 to that number - 1 in their order.
    public var numbered: Int? {
        names.enumerated().allSatisfy { $1.description == "\($0)" } ? names.count : nil
    }

    /// The node after this one; after the last comes the first.
    public var next: NodeName { names[(own + 1) % names.count] }
}
