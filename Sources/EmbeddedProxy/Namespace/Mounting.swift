import Glibc

extension Namespace {
    /// Makes a folder that stands for `source`, which must be there if it is a path of this machine. None of its files
    /// are shown.
    mutating func mount(_ path: AlluxioPath, from source: String, readOnly: Bool, shared: Bool, now: Int64)
        throws(AlluxioFailure)
    {
        let command = """
            mount command: alluxio fs mount \(path) \(source) option MountContext{ProtoOptions=readOnly: \(readOnly)
            shared: \(shared)
            commonOptions {
              ttl: -1
              ttlAction: FREE
            }
            }

            """
        if case .found = resolve(path) {
            throw AlluxioFailure(
                .unknown,
                command
                    + "Mount point target path \(path) already exists in Alluxio namespace. Try mounting to another path."
            )
        }
        guard source.contains("://") || access(source, F_OK) == 0 else {
            throw AlluxioFailure(
                .unknown,
                command
                    + "Acquired mount ID for the new mount point: \(Int64.random(in: 1 ... .max))\nUfs path \(source) does not exist",
                .mountsNothing(source: source))
        }
        var options = CreateOptions()
        options.writeType = .cacheThrough
        try createFolder(path, options, allowExists: false, now: now)
        if case .found(let inode) = resolve(path) { self[inode.id]?.mountedFrom = source }
    }

    mutating func unmount(_ path: AlluxioPath, now: Int64) throws(AlluxioFailure) {
        guard !path.isRoot else {
            throw AlluxioFailure(
                .invalidArgument,
                "Failed to unmount /. Please ensure the path is an existing mount point and not root.",
                .notMounted(path))
        }
        switch resolve(path) {
        case .found(let inode):
            guard inode.mountedFrom != nil else {
                throw AlluxioFailure(
                    .invalidArgument,
                    "Failed to unmount \(path). Please ensure the path is an existing mount point.",
                    .notMounted(path))
            }
            remove(inode.id, now: now)
        case .missing:
            throw AlluxioFailure(.notFound, "Failed to unmount: Path \(path) does not exist")
        case .throughFile(let component): throw .throughFile(path, component: component)
        }
    }
}
