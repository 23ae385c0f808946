/// What a worker has of complete files, in the order of their last use.
struct StoredFiles: Sendable {
    private struct Entry {
        var bytes: Int64
        /// Of its last use.
        var turn: Int64
    }

    private struct Use {
        var file: InodeID
        var turn: Int64
    }

    private(set) var bytes: Int64 = 0
    private var entries: [InodeID: Entry] = [:]
    /// Uses, oldest first from `head` on. A later use of the same file makes one void, and void ones are swept out now
    /// and then: so a use costs no search.
    private var uses: [Use] = []
    private var head = 0
    private var lastTurn: Int64 = 0

    subscript(file: InodeID) -> Int64 { entries[file]?.bytes ?? 0 }

    mutating func add(_ file: InodeID, bytes: Int64) {
        guard bytes > 0 else { return }
        self.bytes += bytes
        entries[file, default: Entry(bytes: 0, turn: 0)].bytes += bytes
        touch(file)
    }

    mutating func touch(_ file: InodeID) {
        guard entries[file] != nil else { return }
        lastTurn += 1
        entries[file]?.turn = lastTurn
        uses.append(Use(file: file, turn: lastTurn))
        guard uses.count > 2 * entries.count + 64 else { return }
        uses = uses.filter(isLast)
        head = 0
    }

    mutating func shrink(_ file: InodeID, by bytes: Int64) {
        guard let entry = entries[file] else { return }
        guard entry.bytes > bytes else { return remove(file) }
        entries[file]?.bytes -= bytes
        self.bytes -= bytes
    }

    mutating func remove(_ file: InodeID) {
        bytes -= entries.removeValue(forKey: file)?.bytes ?? 0
        while head < uses.count, !isLast(uses[head]) { head += 1 }
    }

    /// The file that was used least recently, of those that `mayGo` lets go.
    func oldest(_ mayGo: (InodeID) -> Bool) -> InodeID? {
        uses[head...].first { isLast($0) && mayGo($0.file) }?.file
    }

    private func isLast(_ use: Use) -> Bool { entries[use.file]?.turn == use.turn }
}
