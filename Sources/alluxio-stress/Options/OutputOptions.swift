import CommandLineOptions
import Glibc
import Report
import StressTest

/// What is told of a run, and where.
enum OutputOptions {
    static let json = Option(
        "json", .text("FILE"), help: "Writes the result to this file at every end; - is standard output.")
    static let html = Option(
        "html", .text("FILE"),
        help:
            "Writes the result as a page for a browser to this file at every end, with charts and without need of a network; - is standard output."
    )
    static let hdr = Option(
        "hdr", .text("FILE"),
        help:
            "Writes the latencies of each second to this file while the run goes on, in HdrHistogram's log format, in nanoseconds, with a tag an operation and one for those that failed (read.errors). What is done in a --warmup is not in it."
    )
    static let metrics = Option(
        "metrics", .listenPlace,
        help:
            "While the run goes on gives /metrics for Prometheus, and at / the page of --html, which renews itself. On 127.0.0.1 without an ADDRESS; port 0 takes a free one, and says which."
    )
    static let noProgress = Option.switch(
        "no-progress", help: "Shows nothing of how the run goes until its end.")
    static let quiet = Option.switch("quiet", help: "Shows only the verdict and what went wrong.")
    static let verbose = Option.switch(
        "verbose", help: "Shows every finding that was kept, and a line for each process.")

    static let requirements = Option.texts(
        "require", "FIGURE<VALUE",
        help:
            "What the run must come up to besides, as 'read-file.p99 < 50ms', 'errorCount == 0' or 'bytesPerSecond > 500MB' (MB is 1,000,000 here). May be given several times; each is said with its value, and one that is not met makes the verdict fail."
    )

    static let group = OptionGroup(
        "Output", [json, html, hdr, metrics, requirements, noProgress, quiet, verbose])

    /// - Parameter place: this node's among those that a launcher started, of which the first speaks; nil where none did.
    static func console(_ options: ParsedOptions, at place: NodePlace? = nil) throws(UsageError) -> Console {
        if options[quiet], options[verbose] { throw options.error(quiet, "goes not with --verbose") }
        let loudness: Console.Loudness =
            place?.isFirst == false
            ? .silent : options[quiet] ? .quiet : options[verbose] ? .verbose : .normal
        return Console(
            loudness: loudness, isOutputTaken: options[json] == "-" || options[html] == "-",
            showsProgress: !options[noProgress], isPassedOn: place != nil)
    }

    /// Where the result goes.
    ///
    /// - Parameters:
    ///   - files: what else the run has on this machine.
    ///   - place: this node's among those that a launcher started, where one did.
    static func resultFiles(
        _ options: ParsedOptions, sparing files: RunFiles, at place: NodePlace?
    ) throws(UsageError) -> ResultFiles {
        let jsonFile = try file(json, options, sparing: files)
        let htmlFile = try file(html, options, sparing: files.with(jsonFile?.localPath, of: json))
        if jsonFile?.isOutput == true, htmlFile?.isOutput == true {
            throw options.error(html, "can't be standard output, where --json goes")
        }
        let others = files.with(jsonFile?.localPath, of: json).with(htmlFile?.localPath, of: html)
        let isOfAll = place?.isFirst ?? true
        return ResultFiles(
            json: isOfAll ? jsonFile : nil, html: isOfAll ? htmlFile : nil,
            jsonOfNode: place.flatMap { jsonFile?.of($0) },
            intervalLog: try intervalLog(options, sparing: others, at: place))
    }

    /// What gives the state of the run while it goes on; nil where that is not asked for.
    static func metricsServer(
        _ options: ParsedOptions, of nodeRun: NodeRun
    ) throws(UsageError) -> MetricsServer? {
        guard let place = options[metrics] else { return nil }
        do {
            return try MetricsServer(place, of: nodeRun)
        } catch {
            throw options.error(metrics, error.description)
        }
    }

    private static func intervalLog(
        _ options: ParsedOptions, sparing files: RunFiles, at place: NodePlace?
    ) throws(UsageError) -> IntervalLogFile? {
        guard let file = try file(hdr, options, sparing: files) else { return nil }
        guard let path = file.localPath else {
            throw options.error(hdr, "can't be standard output: it is written while the run goes on")
        }
        let own = place.flatMap { file.of($0)?.path } ?? path
        guard LocalPath(own).kind != .other else {
            throw options.error(
                hdr, "'\(own)' is no regular file, as it must be: it is written while the run goes on")
        }
        do {
            return try IntervalLogFile(own)
        } catch {
            throw options.error(hdr, error.description)
        }
    }

    /// The file that an option names.
    static func file(_ option: Option<String?>, _ options: ParsedOptions, sparing files: RunFiles)
        throws(UsageError) -> OutputFile?
    {
        guard let path = options[option] else { return nil }
        guard path != "-" else { return OutputFile(path: path) }
        switch LocalPath(path).kind {
        case .folder: throw options.error(option, "'\(path)' is a folder")
        case .hidden(let why): throw options.error(option, "'\(path)' \(why)")
        case .other: return OutputFile(path: path)
        case .absent, .file: break
        }
        let folder = LocalPath(path).target.parent
        guard folder.kind == .folder, folder.isWritable else {
            throw options.error(option, "'\(path)' can't be written: \(folder.whyNotWritable)")
        }
        if let taken = files.taken(by: LocalPath(path)) {
            throw options.error(option, "'\(path)' \(taken), which the result would replace")
        }
        return OutputFile(path: path)
    }
}
