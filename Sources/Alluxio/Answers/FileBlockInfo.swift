/// A block of a file, and where it is.
public struct FileBlockInfo: Hashable, Sendable, Codable {
    public var blockInfo: BlockInfo
    /// Where in the file the block begins.
    public var offset: Int64
    /// Hosts of the under store that have it.
    public var ufsLocations: [String]
}

public struct BlockInfo: Hashable, Sendable, Codable {
    public var blockId: Int64
    public var length: Int64
    /// The workers that hold the block.
    public var locations: [BlockLocation]
}

public struct BlockLocation: Hashable, Sendable, Codable {
    public var workerId: Int64
    public var workerAddress: WorkerNetAddress
    public var tierAlias: String
    /// Not in 1.x.
    public var mediumType: String?
}

public struct WorkerNetAddress: Hashable, Sendable, Codable {
    public var host: String
    /// Not in 1.x.
    public var containerHost: String?
    public var rpcPort: Int
    public var dataPort: Int
    public var webPort: Int
    public var domainSocketPath: String
    public var tieredIdentity: TieredIdentity
}

/// Where a worker stands, from the node outwards.
public struct TieredIdentity: Hashable, Sendable, Codable {
    public var tiers: [LocalityTier]
}

public struct LocalityTier: Hashable, Sendable, Codable {
    public var tierName: String
    public var value: String?
}
