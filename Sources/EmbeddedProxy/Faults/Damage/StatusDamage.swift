/// What a status shows wrongly of a complete file.
struct StatusDamage {
    /// The kinds of it that are possible with a content of so many bytes.
    static func kinds(count: Int64) -> Set<Fault.Kind> {
        // Of no bytes none can be missed.
        count > 0
            ? [.missing, .incomplete, .lengthMismatch, .evicted] : [.missing, .incomplete, .lengthMismatch]
    }

    private let kind: Fault.Kind
    /// What is said of a `length-mismatch`.
    private let shownLength: Int64

    /// Damages the status of a file of `count` bytes, and tells of it.
    init(by strike: Strike, count: Int64) {
        var random = strike.random
        kind = strike.kind
        // More than there is, for a status of less is that of a short file.
        shownLength = count + .random(in: 1...min(max(count, 4096), 1 << 30), using: &random)
        strike.log(length: kind == .lengthMismatch ? shownLength : count)
    }

    /// The file with such a status; nil where there seems to be none.
    func applied(to inode: Inode) -> Inode? {
        var inode = inode
        switch kind {
        case .missing: return nil
        case .incomplete:
            inode.file?.content = nil
            inode.file?.evictedBytes = 0
        case .evicted:
            inode.file?.isCached = false
            inode.attributes.persistence = .notPersisted
        default: inode.file?.shownLength = shownLength
        }
        return inode
    }

    /// The file where it is so for good.
    func stored(in inode: Inode) -> Inode? {
        var damaged = applied(to: inode)
        if kind == .evicted, let count = inode.file?.content?.count {
            damaged?.file?.content = FileContent(lost: count)
        }
        return damaged
    }
}

extension Cluster {
    /// How a status or a listing shows files and folders, where faults may strike each.
    func shown(_ listed: [(Inode, AlluxioPath)]) -> [(Inode, AlluxioPath)] {
        listed.compactMap { inode, path in
            guard let count = inode.file?.content?.count,
                let damage = faults.strike(
                    among: StatusDamage.kinds(count: count), .read, path: path.description,
                    { StatusDamage(by: $0, count: count) })
            else { return (inode, path) }
            return damage.applied(to: inode).map { ($0, path) }
        }
    }
}
