/// What a proxy holds, and what its faults have done, at one moment.
public struct ProxyState: Sendable, Hashable {
    public var seed: UInt64
    public var faults: [FaultCount]
    /// Streams that no close has ended.
    public var openStreams: Int
    /// Files, complete or not.
    public var files: Int
    /// Bytes of all files.
    public var bytes: Int64
}

extension ProxyState {
    init(of cluster: Cluster, _ injector: FaultInjector) {
        let (files, bytes) = cluster.stored
        self.init(
            seed: injector.seed, faults: injector.counts, openStreams: cluster.streams.count, files: files,
            bytes: bytes)
    }

    var json: [UInt8] {
        var json = JSONText()
        json.object {
            $0.name("seed")
            $0.value(seed)
            $0.field(
                "faults",
                array: {
                    for count in faults {
                        $0.object {
                            $0.field("fault", count.fault.description)
                            $0.field("matched", count.matched)
                            $0.field("struck", count.struck)
                        }
                    }
                })
            $0.field("openStreams", openStreams)
            $0.field("files", files)
            $0.field("bytes", bytes)
        }
        return json.bytes
    }
}

extension Cluster {
    /// How many files there are, and how many bytes they have.
    var stored: (files: Int, bytes: Int64) {
        namespace.withLock { tree in
            tree.inodes.values.reduce(into: (files: 0, bytes: Int64(0))) { sum, inode in
                guard let file = inode.file else { return }
                sum.files += 1
                sum.bytes += file.content?.count ?? file.data.count
            }
        }
    }
}
