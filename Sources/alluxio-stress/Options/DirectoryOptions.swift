import CommandLineOptions
import FoundationEssentials

/// The local folder that `serve` fills and empties.
enum DirectoryOptions {
    static let directory = Option(
        "directory", .text("FOLDER"),
        help:
            "A local folder for the files' bytes, empty or new; what it gets is removed at the end. Without it they are in memory."
    )

    /// A folder that is empty, or can be made.
    static func emptyFolder(_ options: ParsedOptions) throws(UsageError) -> String? {
        guard let text = options[directory] else { return nil }
        let folder = LocalPath(text)
        switch folder.kind {
        case .hidden(let why): throw options.error(directory, "'\(text)' \(why)")
        case .file, .other: throw options.error(directory, "'\(text)' is no folder, and files need one")
        case .absent:
            guard folder.parent.kind == .folder, folder.parent.isWritable else {
                throw options.error(directory, "'\(text)' can't be made: \(folder.parent.whyNotWritable)")
            }
        case .folder:
            guard folder.isWritable else {
                throw options.error(directory, "the folder '\(text)' may not be written to")
            }
            guard try isEmpty(text, options) else {
                throw options.error(
                    directory, "the folder '\(text)' is not empty: name one that is, or that is not there yet"
                )
            }
        }
        return text
    }

    private static func isEmpty(_ folder: String, _ options: ParsedOptions) throws(UsageError) -> Bool {
        do {
            return try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty
        } catch {
            throw options.error(directory, "the folder '\(folder)' can't be read")
        }
    }
}
