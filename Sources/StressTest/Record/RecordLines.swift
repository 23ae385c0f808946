import Glibc
import OSThreads

/// The lines of a record's file, read piece by piece.
struct RecordLines: ~Copyable {
    enum End {
        case afterALine
        /// Somebody died while writing it, or the disk was full.
        case withinALine
    }

    /// More bytes than any line of a record has.
    static let longest = 64 << 10

    private let path: String
    private let descriptor: Int32

    /// Throws `RecordError` where there is no such file, or it can't be read.
    init(of path: String) throws(RecordError) {
        // A pipe that nobody writes to would be waited for.
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw RecordError("\(SystemError(doing: "open \(path)"))") }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            close(descriptor)
            throw RecordError("\(path) is no file, and so no record")
        }
        self.path = path
        self.descriptor = descriptor
    }

    deinit { close(descriptor) }

    /// Hands over each line in order, without its line feed, with its number from 1.
    func each(_ body: (ArraySlice<UInt8>, Int) throws(RecordError) -> Void) throws(RecordError) -> End {
        var number = 0
        var rest: [UInt8] = []
        while true {
            let piece = try read()
            if piece.isEmpty { return rest.isEmpty ? .afterALine : .withinALine }
            rest += piece
            var start = rest.startIndex
            while let end = rest[start...].firstIndex(of: UInt8(ascii: "\n")) {
                number += 1
                try check(length: end - start, of: number)
                try body(rest[start..<end], number)
                start = end + 1
            }
            rest.removeSubrange(..<start)
            try check(length: rest.count, of: number + 1)
        }
    }

    private func check(length: Int, of number: Int) throws(RecordError) {
        guard length <= Self.longest else {
            throw RecordError("\(path), line \(number), is no line of a record: it is longer than any")
        }
    }

    /// What comes next; nothing at the end.
    private func read() throws(RecordError) -> [UInt8] {
        var piece = [UInt8](repeating: 0, count: 1 << 20)
        var count = 0
        repeat {
            count = piece.withUnsafeMutableBytes { Glibc.read(descriptor, $0.baseAddress, $0.count) }
        } while count < 0 && errno == EINTR
        guard count >= 0 else { throw RecordError("\(SystemError(doing: "read \(path)"))") }
        piece.removeSubrange(count...)
        return piece
    }
}
