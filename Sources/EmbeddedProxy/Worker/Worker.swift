/// The room of the one worker there seems to be: who has reserved it, what is stored in it, and in which order that goes
/// when there is no more.
struct Worker: Sendable {
    /// Bytes.
    let capacity: Int64
    /// What open writers have reserved: whole blocks, until their close.
    private var reserved: [InodeID: Int64] = [:]
    /// What nobody can give back any more.
    private var leaked: Int64 = 0
    var stored = StoredFiles()
    private var reservedSum: Int64 = 0
    private var readers: [InodeID: [FileReader]] = [:]

    init(capacity: Int64) { self.capacity = capacity }

    /// Bytes that nobody has; below zero where a leak came on top of what was stored.
    var room: Int64 { capacity - reservedSum - leaked - stored.bytes }

    /// What one has reserved that is open for writing.
    func reservation(of file: InodeID) -> Int64 { reserved[file] ?? 0 }

    /// Sets what an open writer has; there must be room for it.
    mutating func reserve(_ bytes: Int64, for file: InodeID) {
        reservedSum += bytes - reservation(of: file)
        reserved[file] = bytes > 0 ? bytes : nil
    }

    /// Keeps a block reserved that belongs to nobody.
    mutating func leak(_ bytes: Int64) { leaked += min(bytes, capacity) }

    /// Forgets what it has of a file. What is reserved for it stays so until its writer is closed.
    mutating func drop(_ file: InodeID) {
        stored.remove(file)
        readers[file] = nil
    }

    /// What a reader is at work on stays.
    mutating func beginReading(_ reader: FileReader) {
        stored.touch(reader.file)
        var readers = (readers[reader.file] ?? []).filter { $0.remaining > 0 }
        readers.append(reader)
        self.readers[reader.file] = readers
    }

    mutating func endReading(_ reader: FileReader) {
        let others = (readers[reader.file] ?? []).filter { $0 !== reader && $0.remaining > 0 }
        readers[reader.file] = others.isEmpty ? nil : others
    }

    func isRead(_ file: InodeID) -> Bool { readers[file]?.contains { $0.remaining > 0 } ?? false }
}
