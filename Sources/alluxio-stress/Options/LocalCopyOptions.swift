import CommandLineOptions
import StressTest

/// The local folder of copies.
enum LocalCopyOptions {
    static let made = Option(
        "dst", .text("FOLDER"),
        help:
            "The local folder for copies, FOLDER/process_P; made if its parent is there. Without it what is read is thrown away."
    )
    static let verified = Option.required(
        "dst", .text("FOLDER"), help: "The local folder of the copies that parallel-read made.")

    /// Where copies will be written.
    ///
    /// - Parameter place: this node's among those that a launcher started, which may have one folder; nil where none did.
    static func toMake(_ options: ParsedOptions, at place: NodePlace?) throws(UsageError) -> LocalCopies? {
        guard let text = options[made] else { return nil }
        let folder = LocalPath(text)
        if case .hidden(let why) = folder.kind { throw options.error(made, "'\(text)' \(why)") }
        if folder.kind == .absent, folder.target.text != text {
            throw options.error(made, "'\(text)' is a link to '\(folder.target.text)', which is not there")
        }
        let written = folder.kind == .absent ? folder.parent : folder
        if folder.kind == .file || folder.kind == .other {
            throw options.error(made, "'\(text)' is no folder, and copies need one")
        }
        guard written.kind == .folder, written.isWritable else {
            throw options.error(made, "'\(text)' can't be written to: \(written.whyNotWritable)")
        }
        return copies(text, options, ofNode: place?.name)
    }

    private static func copies(_ folder: String, _ options: ParsedOptions, ofNode node: String?)
        -> LocalCopies
    {
        let hasProcessFolders =
            options[FileOptions.nodeToRead] != nil && options[FileOptions.filesOfAProcess] > 1
        return LocalCopies(folder: folder, ofNode: node, hasProcessFolders: hasProcessFolders)
    }

    /// Where copies are.
    ///
    /// - Parameter place: as they were made at; without such a folder they are in the one that is given.
    static func toVerify(_ options: ParsedOptions, at place: NodePlace?) throws(UsageError) -> LocalCopies {
        let text = options[verified]
        switch LocalPath(text).kind {
        case .folder:
            let node = place.map(\.name).flatMap { LocalPath("\(text)/\($0)").kind == .folder ? $0 : nil }
            return copies(text, options, ofNode: node)
        case .hidden(let why): throw options.error(verified, "'\(text)' \(why)")
        case .absent, .file, .other: throw options.error(verified, "there is no local folder '\(text)'")
        }
    }
}
