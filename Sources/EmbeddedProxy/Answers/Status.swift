/// What a status says that is not in the inode as it stands.
struct Status {
    struct Block {
        var id: Int64
        var offset: Int64
        var length: Int64
    }

    /// Where the under store would have the root.
    static let underStore = "/opt/alluxio/ufs"

    let inode: Inode
    let path: String
    let length: Int64
    let blocks: [Block]
    let cachedPercentage: Int

    var pinnedMedia: [String] { inode.attributes.pinnedMedia }

    init(_ inode: Inode, _ path: AlluxioPath) {
        self.inode = inode
        self.path = path.description
        guard let file = inode.file else {
            length = Int64(inode.children?.count ?? 0)
            blocks = []
            cachedPercentage = 0
            return
        }
        length = file.content.map { file.shownLength ?? $0.count } ?? 0
        cachedPercentage = file.cachedPercentage
        let written = file.content == nil ? file.data.count : length
        blocks = (0..<file.blockCount(of: written)).map { sequence in
            let offset = sequence * file.blockSizeBytes
            return Block(
                id: Inode.File.blockID(container: file.container, sequence: sequence), offset: offset,
                length: min(file.blockSizeBytes, written - offset))
        }
    }
}

extension JSONText {
    /// Where a block is: on the one worker there seems to be, or in the under store alone.
    mutating func block(_ block: Status.Block, _ status: Status) {
        let isCached = status.inode.file?.holdsBlock(at: block.offset) ?? false
        let isPersisted = status.inode.attributes.persistence == .persisted
        object { json in
            json.field("offset", block.offset)
            json.field(
                "blockInfo",
                object: { json in
                    json.field("length", block.length)
                    json.field("blockId", block.id)
                    json.field("locations", array: { json in if isCached { json.worker() } })
                })
            json.field(
                "ufsLocations", array: { json in if !isCached, isPersisted { json.value("127.0.0.1") } })
        }
    }

    private mutating func worker() {
        object { json in
            json.field(
                "workerAddress",
                object: { json in
                    json.field("host", "127.0.0.1")
                    json.field("webPort", 30000)
                    json.field(
                        "tieredIdentity",
                        object: { json in
                            json.field(
                                "tiers",
                                array: { json in
                                    json.object { json in
                                        json.field("tierName", "node")
                                        json.field("value", "127.0.0.1")
                                    }
                                    json.object { json in
                                        json.field("tierName", "rack")
                                        json.name("value")
                                        json.null()
                                    }
                                })
                        })
                    json.field("dataPort", 29999)
                    json.field("domainSocketPath", "")
                    json.field("containerHost", "")
                    json.field("rpcPort", 29999)
                })
            json.field("workerId", 7_000_154_944_692_656_626)
            json.field("tierAlias", "MEM")
            json.field("mediumType", "MEM")
        }
    }
}
