import FoundationEssentials
import Nodes

/// How ranks tell each other what they have stored.
private struct StoredFilesMessage: Codable {
    var node: String
    var run: UInt32
    var length: Int64
    /// Process, file and version of each.
    var files: [[Int]]

    init(_ stored: StoredFiles) {
        node = stored.node.description
        run = stored.run
        length = stored.length
        files = stored.files.map { [$0.number.process, $0.number.file, $0.version] }
    }

    /// Nil where it is of no node.
    var stored: StoredFiles? {
        guard let node = NodeName(node) else { return nil }
        let files = files.filter { $0.count == 3 }.map {
            StoredFiles.File(FileNumber(process: $0[0], file: $0[1]), version: $0[2])
        }
        return StoredFiles(node: node, run: run, length: length, files: files)
    }
}

extension NodesOfRun {
    private static let stored = "stored"

    /// Tells the other nodes what this one has stored when an iteration begins, and is told what all have, in the order of the
    /// ranks. Of nodes that end, or are lost, nothing; this one's alone where rank 0 is.
    func exchange(_ own: StoredFiles, in iteration: Int, unless isEnded: () -> Bool) -> [StoredFiles] {
        do {
            return try all(own, in: iteration, unless: isEnded).compactMap(\.stored)
        } catch {
            return [own]
        }
    }

    private func all(_ own: StoredFiles, in iteration: Int, unless isEnded: () -> Bool) throws
        -> [StoredFilesMessage]
    {
        let message = StoredFilesMessage(own)
        let answer = try ranks.confer(
            on: Self.stored, in: iteration, saying: Array(JSONEncoder().encode(message)),
            waitsForEnding: false,
            unless: isEnded
        ) { words in
            let all = try words.compactMap { word in
                guard case .said(let bytes) = word else { return nil as StoredFilesMessage? }
                return try JSONDecoder().decode(StoredFilesMessage.self, from: Data(bytes))
            }
            return Array(try JSONEncoder().encode(all))
        }
        guard let answer else { return [message] }
        return try JSONDecoder().decode([StoredFilesMessage].self, from: Data(answer))
    }
}
