import OSThreads

/// A file whose every call was answered well.
struct AnsweredFile: Sendable {
    var version: Int
    /// Whether it was done while there was measuring: else it is none of the files that are counted.
    var isMeasured: Bool
}

/// The files of an iteration whose every call was answered well, until the confirming listing says which are stored.
final class AnsweredFiles: Sendable {
    private let files = Monitor<[FileNumber: AnsweredFile]>([:])

    func add(_ number: FileNumber, _ file: AnsweredFile) { files.withLock { $0[number] = file } }

    /// Takes all of them out.
    func take() -> [FileNumber: AnsweredFile] {
        files.withLock { files in
            defer { files = [:] }
            return files
        }
    }
}
