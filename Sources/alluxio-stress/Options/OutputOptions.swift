import CommandLineOptions
import Glibc

/// What is told of a run, and where.
enum OutputOptions {
    static let json = Option(
        "json", .text("FILE"), help: "Writes the result to this file at every end; - is standard output.")
    static let noProgress = Option.switch("no-progress", help: "Shows no line an iteration.")
    static let quiet = Option.switch("quiet", help: "Shows only the verdict and what went wrong.")
    static let verbose = Option.switch(
        "verbose", help: "Shows every finding that was kept, and a line for each process.")

    static let group = OptionGroup("Output", [json, noProgress, quiet, verbose])

    static func console(_ options: ParsedOptions) throws(UsageError) -> Console {
        if options[quiet], options[verbose] { throw options.error(quiet, "goes not with --verbose") }
        let loudness: Console.Loudness = options[quiet] ? .quiet : options[verbose] ? .verbose : .normal
        return Console(
            loudness: loudness, isOutputTaken: options[json] == "-", showsProgress: !options[noProgress])
    }

    /// Where the result goes.
    ///
    /// - Parameter files: what else the run has on this machine.
    static func resultFile(_ options: ParsedOptions, sparing files: RunFiles) throws(UsageError)
        -> ResultFile?
    {
        try file(json, options, sparing: files).map { ResultFile(path: $0.path) }
    }

    /// Where the JSON of an option goes.
    static func file(_ option: Option<String?>, _ options: ParsedOptions, sparing files: RunFiles)
        throws(UsageError) -> JSONFile?
    {
        guard let path = options[option] else { return nil }
        guard path != "-" else { return JSONFile(path: path) }
        switch LocalPath(path).kind {
        case .folder: throw options.error(option, "'\(path)' is a folder")
        case .hidden(let why): throw options.error(option, "'\(path)' \(why)")
        case .other: return JSONFile(path: path)
        case .absent, .file: break
        }
        let folder = LocalPath(path).target.parent
        guard folder.kind == .folder, folder.isWritable else {
            throw options.error(option, "'\(path)' can't be written: \(folder.whyNotWritable)")
        }
        if let taken = files.taken(by: LocalPath(path)) {
            throw options.error(option, "'\(path)' \(taken), which the result would replace")
        }
        return JSONFile(path: path)
    }
}
