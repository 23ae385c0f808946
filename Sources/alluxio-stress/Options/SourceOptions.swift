import CommandLineOptions
import OSThreads
import StressTest

/// Local files whose bytes are what files in Alluxio should hold.
enum SourceOptions {
    /// What `get-data` makes.
    static let sampleFile = "data/5mb.txt"

    static let reference = Option(
        "src", .text("FILE"),
        help:
            "The local file that was written: every file must hold its bytes, and nothing else is looked at.")
    static let expect = Option(
        "expect", .text("FILE"),
        help: "A local file whose bytes every read must give; they are compared while they arrive.")

    static func file(_ option: Option<String?>, _ options: ParsedOptions) throws(UsageError) -> SourceFile? {
        guard let path = options[option] else { return nil }
        return try file(path, of: option, options)
    }

    private static func file(_ path: String, of option: some AnyOption, _ options: ParsedOptions)
        throws(UsageError) -> SourceFile
    {
        switch LocalPath(path).kind {
        case .absent:
            let advice = path == sampleFile ? "; `alluxio-stress get-data` makes it" : ""
            throw options.error(option, "there is no file '\(path)'\(advice)")
        case .folder: throw options.error(option, "'\(path)' is a folder; it must be a file")
        case .hidden(let why): throw options.error(option, "'\(path)' \(why)")
        case .file, .other: break
        }
        do {
            return try SourceFile(path)
        } catch {
            throw options.error(option, error.description)
        }
    }
}
