import WebServer

extension Fault.Kind {
    /// What a close does that leaves the file incomplete, and answers well.
    fileprivate static let leavingIncomplete: Set<Fault.Kind> = [.lost, .incomplete]
}

extension Cluster {
    /// Ends the writing of a file that its writer can still complete, in the way that a fault gives.
    func complete(_ writer: FileWriter, _ content: FileContent) -> Response {
        let path = writer.path.description
        if let strike = faults.strike(among: [.closeFails], .close, path: path) {
            strike.log(length: content.count)
            return AlluxioFailure(.internal, "Failed to complete \(path)").response(in: dialect)
        }
        let file = IntactFile(content)
        let kinds = StatusDamage.kinds(count: file.count).union(Fault.Kind.leavingIncomplete).union(
            file.kinds)
        if let strike = faults.strike(among: kinds, .write, path: path) {
            store(file, as: strike, writer)
        } else {
            store(content, writer)
        }
        return Response(200)
    }

    private func store(_ content: FileContent, _ writer: FileWriter) {
        namespace.withLock { $0.complete(writer, content, now: Self.nowMs()) }
    }

    private func store(_ file: IntactFile, as strike: Strike, _ writer: FileWriter) {
        if Fault.Kind.leavingIncomplete.contains(strike.kind) {
            strike.log(length: file.count)
        } else if file.kinds.contains(strike.kind) {
            store(file.damaged(by: strike), writer)
        } else {
            let damage = StatusDamage(by: strike, count: file.count)
            namespace.withLock { tree in
                tree.complete(writer, file.content, now: Self.nowMs())
                tree.damage(writer.file, damage, now: Self.nowMs())
            }
        }
    }
}

extension Namespace {
    /// Whether a close would complete the writer's own file.
    func awaits(_ writer: FileWriter) -> Bool {
        guard case .found(let inode) = resolve(writer.path), inode.id == writer.file, let file = inode.file
        else {
            return false
        }
        return file.content == nil && file.writeType != .none
    }

    /// Lets a complete file be as damage makes it.
    fileprivate mutating func damage(_ id: InodeID, _ damage: StatusDamage, now: Int64) {
        guard let inode = self[id] else { return }
        guard let damaged = damage.stored(in: inode) else { return remove(id, now: now) }
        self[id] = damaged
    }
}
