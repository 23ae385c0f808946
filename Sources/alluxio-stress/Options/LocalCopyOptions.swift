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
    static func toMake(_ options: ParsedOptions) throws(UsageError) -> LocalCopies? {
        guard let text = options[made] else { return nil }
        let folder = LocalPath(text)
        if case .hidden(let why) = folder.kind { throw options.error(made, "'\(text)' \(why)") }
        let written = folder.kind == .absent ? folder.parent : folder
        if folder.kind == .file || folder.kind == .other {
            throw options.error(made, "'\(text)' is no folder, and copies need one")
        }
        guard written.kind == .folder, written.isWritable else {
            throw options.error(made, "'\(text)' can't be written to: \(written.whyNotWritable)")
        }
        return copies(text, options)
    }

    private static func copies(_ folder: String, _ options: ParsedOptions) -> LocalCopies {
        let hasProcessFolders =
            options[FileOptions.nodeToRead] != nil && options[FileOptions.filesOfAProcess] > 1
        return LocalCopies(folder: folder, hasProcessFolders: hasProcessFolders)
    }

    /// Where copies are.
    static func toVerify(_ options: ParsedOptions) throws(UsageError) -> LocalCopies {
        let text = options[verified]
        switch LocalPath(text).kind {
        case .folder: return copies(text, options)
        case .hidden(let why): throw options.error(verified, "'\(text)' \(why)")
        case .absent, .file, .other: throw options.error(verified, "there is no local folder '\(text)'")
        }
    }
}
