import Glibc
import OSThreads

/// A record's file, open to be added to, by any thread.
public final class RecordFile: Sendable {
    public let path: String
    private let descriptor: Int32
    private let isSynced: Bool
    /// Whether a write has failed: what follows a line that broke off could not be read.
    private let hasFailed = Monitor(false)

    /// Opens the file, or makes it, for this run alone. A last line that broke off is taken away.
    ///
    /// - Parameter isSynced: whether what is written must have reached the disk before it counts as written.
    /// - Throws: `RecordError` where the file can't be written, is there and is no record, or another run adds to it.
    public init(_ path: String, isSynced: Bool = false) throws(RecordError) {
        self.path = path
        self.isSynced = isSynced
        descriptor = open(path, O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else { throw RecordError("\(SystemError(doing: "write \(path)"))") }
        do throws(RecordError) {
            try takeTornLineAway()
            if isSynced { try syncFolder() }
        } catch {
            close(descriptor)
            throw error
        }
    }

    deinit { close(descriptor) }

    /// Adds lines, each with one write. They are on the way to the disk when it returns, or there where `isSynced`.
    ///
    /// - Returns: false where one failed before, after which none is added.
    /// - Throws: `SystemError` where that fails.
    func add(_ events: [RecordEvent]) throws(SystemError) -> Bool {
        try hasFailed.withLock { hasFailed throws(SystemError) in
            guard !hasFailed else { return false }
            hasFailed = true
            for event in events { try add(event.line) }
            if isSynced, !events.isEmpty, fdatasync(descriptor) != 0 {
                throw SystemError(doing: "bring \(path) to the disk")
            }
            hasFailed = false
            return true
        }
    }

    private func add(_ line: [UInt8]) throws(SystemError) {
        var count = 0
        repeat { count = write(descriptor, line, line.count) } while count < 0 && errno == EINTR
        guard count >= 0 else { throw SystemError(doing: "write \(path)") }
        // The disk took a part of it and would refuse the rest.
        guard count == line.count else { throw SystemError(code: ENOSPC, doing: "write \(path)") }
    }

    /// Shortens a file that ends within a line to its last whole one. What is no file, such as a pipe, is left as it is.
    private func takeTornLineAway() throws(RecordError) {
        guard let length = fileLength else { return }
        // Two runs at a time would each take the other's line in the making for a torn one.
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK else {
            throw RecordError("another run is adding to \(path): give each run a record of its own")
        }
        guard length > 0 else { return }
        try checkLine(at: 0, "first")
        let whole = try lengthOfWholeLines(in: length)
        guard whole < length else { return }
        try checkLine(at: whole, "last")
        guard ftruncate(descriptor, off_t(whole)) == 0 else {
            throw RecordError("\(SystemError(doing: "take the torn last line of \(path) away"))")
        }
    }

    /// Brings the name of a file that was just made to the disk: without it there is no way to what the file holds.
    private func syncFolder() throws(RecordError) {
        // By bytes: a character may be a slash and the mark that the name begins with.
        let slash = path.utf8.lastIndex(of: UInt8(ascii: "/"))
        let parent = slash.map { String(Substring(path.utf8[...$0])) } ?? "."
        let folder = open(parent, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        defer { if folder >= 0 { close(folder) } }
        guard folder >= 0, fsync(folder) == 0 else {
            throw RecordError("\(SystemError(doing: "bring the name of \(path) to the disk"))")
        }
    }

    /// In bytes; nil of what is no file.
    private var fileLength: Int? {
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
        return Int(status.st_size)
    }

    /// Stops at a file that is no record, and so must not be added to, and never be shortened.
    private func checkLine(at offset: Int, _ which: String) throws(RecordError) {
        let beginning = try bytes(at: offset, atMost: RecordEvent.beginning.count)
        guard !beginning.isEmpty, RecordEvent.beginning.starts(with: beginning) else {
            throw RecordError("\(path) is no record: its \(which) line is none of one")
        }
    }

    /// Where the last line feed of the file ends.
    private func lengthOfWholeLines(in length: Int) throws(RecordError) -> Int {
        let start = max(0, length - RecordLines.longest)
        let tail = try bytes(at: start, atMost: length - start)
        if let last = tail.lastIndex(of: UInt8(ascii: "\n")) { return start + last + 1 }
        guard start == 0 else { throw RecordError("\(path) is no record: its last line is longer than any") }
        return 0
    }

    private func bytes(at offset: Int, atMost count: Int) throws(RecordError) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        let read = bytes.withUnsafeMutableBytes { pread(descriptor, $0.baseAddress, $0.count, off_t(offset)) }
        guard read >= 0 else { throw RecordError("\(SystemError(doing: "read \(path)"))") }
        return Array(bytes[..<read])
    }
}
