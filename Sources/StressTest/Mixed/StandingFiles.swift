import OSThreads

/// Which files of a node are stored, told at once from the processes that write to those that read. What is being read is
/// not replaced: a process that writes takes another of its files, or waits.
final class StandingFiles: Sendable {
    /// So long a process waits before it looks whether the run has ended.
    private static let patience: Duration = .milliseconds(100)

    private struct File {
        var version: Int
        var readers = 0
        /// Its place among those that may be read; nil once a writer wants it.
        var place: Int?
    }

    private struct Table {
        var files: [FileNumber: File] = [:]
        /// Those that may be read, in any order.
        var readable: [FileNumber] = []

        func isFree(_ number: FileNumber) -> Bool { files[number]?.readers ?? 0 == 0 }

        /// Keeps a file from further readers.
        mutating func withdraw(_ number: FileNumber) {
            guard let place = files[number]?.place, let last = readable.popLast() else { return }
            files[number]?.place = nil
            guard last != number else { return }
            readable[place] = last
            files[last]?.place = place
        }
    }

    private let table = Monitor(Table())

    /// For a reader: one of the files that are stored, which stands until it is given back. Nil where there is none for now.
    ///
    /// - Parameter draw: a random number.
    func take(draw: UInt64) -> StoredFiles.File? {
        table.wait(until: .now + Self.patience) { table in
            guard !table.readable.isEmpty else { return nil }
            let number = table.readable[Int(draw % UInt64(table.readable.count))]
            table.files[number]?.readers += 1
            return table.files[number].map { StoredFiles.File(number, version: $0.version) }
        }
    }

    func giveBack(_ number: FileNumber) {
        table.update { $0.files[number]?.readers -= 1 }
    }

    /// For a process that writes: one of its files that nobody reads, nor will: the one that comes next, or another, but
    /// never the one before, which was stored last and would be gone before anybody had read it. Nil where all are being read
    /// for now; the next one is then kept from further readers.
    ///
    /// - Parameter files: how many it has, at least two.
    func claim(ofProcess process: Int, next: Int, of files: Int) -> Int? {
        let order = (0..<files - 1).lazy.map { (next + $0) % files }
        return table.wait(until: .now + Self.patience) { table in
            let free = order.first { table.isFree(FileNumber(process: process, file: $0)) }
            table.withdraw(FileNumber(process: process, file: free ?? next))
            return free
        }
    }

    /// A version of a file is stored, and may be read.
    func store(_ number: FileNumber, version: Int) {
        table.update { table in
            table.files[number] = File(version: version, place: table.readable.count)
            table.readable.append(number)
        }
    }
}
