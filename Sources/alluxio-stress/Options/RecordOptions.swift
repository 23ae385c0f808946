import CommandLineOptions
import StressTest

/// Where `parallel-write` writes down what is stored.
enum RecordOptions {
    static let written = Option(
        "record", .text("FILE"),
        help:
            "Adds a line to this file before a file is replaced and after it is stored, so that what must be there can be verified, after this client's death too."
    )
    static let sync = Option.switch(
        "record-sync",
        help: "Brings each iteration's lines to the disk, so that they outlive this machine's crash.")

    /// Opens the record, or makes it: to be called when nothing else of the command line can be wrong.
    ///
    /// - Parameter place: this node's among those that a launcher started, where one did.
    static func open(
        _ options: ParsedOptions, sparing source: SourceFile?, at place: NodePlace?
    ) throws(UsageError) -> RecordFile? {
        guard let path = options[written].map({ path in place.map { OutputFile.path(path, of: $0) } ?? path })
        else {
            guard !options[sync] else { throw options.error(sync, "needs --record FILE") }
            return nil
        }
        if let source, LocalPath(source.path).isSame(as: LocalPath(path)) {
            throw options.error(written, "'\(path)' is the file of --src")
        }
        guard LocalPath(path).kind != .other else {
            throw options.error(written, "'\(path)' is no regular file, which alone keeps what is recorded")
        }
        do {
            return try RecordFile(path, isSynced: options[sync])
        } catch {
            throw options.error(written, error.description)
        }
    }
}
