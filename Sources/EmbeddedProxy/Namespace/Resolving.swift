/// Where a path leads.
enum Resolved {
    case found(Inode)
    /// The path ends at its component of that number, from 1: `parent` has nothing of that name.
    case missing(component: Int, parent: InodeID)
    /// The path's component of that number is a file and not the last.
    case throughFile(component: Int)
}

extension Namespace {
    func resolve(_ path: AlluxioPath) -> Resolved {
        var id = Self.root
        for (index, name) in path.components.enumerated() {
            guard let children = self[id]?.children else { return .throughFile(component: index) }
            guard let child = children[name] else { return .missing(component: index + 1, parent: id) }
            id = child
        }
        guard let inode = self[id] else { return .missing(component: path.components.count, parent: id) }
        return .found(inode)
    }

    /// What is at a path.
    func inode(at path: AlluxioPath) throws(AlluxioFailure) -> Inode {
        switch resolve(path) {
        case .found(let inode): return inode
        case .missing: throw .missing(path)
        case .throughFile(let component): throw .throughFile(path, component: component)
        }
    }

    /// The path at which something is.
    func path(of id: InodeID) -> AlluxioPath {
        var components: [AlluxioPath.Name] = []
        var id = id
        while id != Self.root, let inode = self[id] {
            components.append(inode.name)
            id = inode.parent
        }
        return AlluxioPath(components: components.reversed())
    }
}
