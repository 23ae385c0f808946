import Alluxio
import Measurement

/// A file that should be there, and what its status says against that.
struct ExpectedFile: Sendable {
    var path: String
    var node: String?
    var number: FileNumber
    /// Whether it is a copy on this machine.
    var isLocal = false

    init(path: String, node: String?, _ number: FileNumber, isLocal: Bool = false) {
        self.isLocal = isLocal
        self.path = path
        self.node = node
        self.number = number
    }

    func finding(_ kind: Finding.Kind, offset: Int64 = 0, length: Int64) -> Finding {
        var finding = Finding(
            kind, path: path, offset: offset, length: length, node: node, process: number.process,
            file: number.file)
        finding.isOfLocalCopy = isLocal
        return finding
    }

    /// What a status shows to be wrong without opening the file; `length` in bytes where it is known.
    func finding(status: FileSummary?, length: Int64?) -> Finding? {
        guard let status else { return finding(.missing, length: length ?? 0) }
        guard status.completed else { return finding(.incomplete, length: length ?? 0) }
        guard !status.isEvicted else { return finding(.evicted, length: length ?? status.length) }
        return nil
    }

    /// The same for a file that was just written, whose length the status must give.
    func finding(status: FileSummary?, storedLength length: Int64) -> Finding? {
        if let shown = finding(status: status, length: length) { return shown }
        guard let status, status.length != length else { return nil }
        return status.length < length
            ? finding(.short, offset: status.length, length: length - status.length)
            : finding(.lengthMismatch, length: status.length)
    }

    /// What a body of `received` bytes shows that ended cleanly and should have had `expected`.
    func finding(received: Int64, expected: Int64) -> Finding? {
        if received < expected { return finding(.short, offset: received, length: expected - received) }
        if received > expected { return finding(.long, offset: expected, length: received - expected) }
        return nil
    }
}

extension Finding {
    /// The same of a file that should be so long, in bytes.
    func of(fileLength: Int64) -> Finding {
        var finding = self
        finding.fileLength = fileLength
        return finding
    }
}

extension FileSummary {
    /// Complete, but neither in Alluxio nor in the under store: opening it answers well, and reading it never does.
    var isEvicted: Bool {
        !folder && completed && length > 0 && inAlluxioPercentage == 0 && !persisted
            && persistenceState != .persisted
            && persistenceState != .toBePersisted
    }
}
