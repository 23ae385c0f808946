import WebServer

extension Fault.Kind {
    /// What a close does that leaves the file incomplete, and answers well.
    fileprivate static let leavingIncomplete: Set<Fault.Kind> = [.lost, .incomplete]
}

extension Cluster {
    /// Ends the writing of a file, in the way that a fault gives where one strikes; the answer to its close.
    func closeWhereStruck(_ writer: FileWriter) -> Response {
        let content = writer.data.seal()
        guard let content, namespace.withLock({ $0.awaits(writer) }) else {
            complete(writer, content)
            return Response(200)
        }
        let path = writer.path.description
        let refusal = faults.strike(among: [.closeFails], .close, path: path) { strike in
            strike.log(length: content.count)
            return AlluxioFailure(.internal, "Failed to complete \(path)").response(in: dialect)
        }
        if let refusal {
            complete(writer, nil)
            return refusal
        }
        let file = IntactFile(content)
        let kinds = StatusDamage.kinds(count: file.count).union(Fault.Kind.leavingIncomplete).union(
            file.kinds)
        let isStored: Void? = faults.strike(among: kinds, .write, path: path) {
            store(file, as: $0, writer)
        }
        if isStored == nil { complete(writer, content) }
        return Response(200)
    }

    /// Stores a file other than it came; nil, and nothing is stored, where it would be the same.
    private func store(_ file: IntactFile, as strike: Strike, _ writer: FileWriter) -> Void? {
        if Fault.Kind.leavingIncomplete.contains(strike.kind) {
            strike.log(length: file.count)
            complete(writer, nil)
        } else if file.kinds.contains(strike.kind) {
            guard let damaged = file.damaged(by: strike) else { return nil }
            complete(writer, damaged)
        } else {
            let damage = StatusDamage(by: strike, count: file.count)
            complete(writer, file.content) { $0.damage(writer.file, damage, now: Self.nowMs()) }
        }
        return ()
    }
}

extension Namespace {
    /// Whether a close would complete the writer's own file.
    func awaits(_ writer: FileWriter) -> Bool {
        guard case .found(let inode) = resolve(writer.path), inode.id == writer.file, let file = inode.file
        else {
            return false
        }
        return file.content == nil && file.writeType != .none && !writer.course.withLock { $0.isRefused }
    }

    /// Lets a complete file be as damage makes it.
    fileprivate mutating func damage(_ id: InodeID, _ damage: StatusDamage, now: Int64) {
        guard let inode = self[id] else { return }
        guard let damaged = damage.stored(in: inode) else { return remove(id, now: now) }
        self[id] = damaged
        if damaged.file?.isCached == false { worker?.drop(id) }
    }
}
