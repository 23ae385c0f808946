import CommandLineOptions
import StressTest

/// What tells a reader what files should hold.
enum KnowledgeOptions {
    static let run = Option(
        "run", .number(1...Int(UInt32.max)),
        help: "The number of the run that wrote the files: data of another is then found wrong.")
    static let records = Option.texts(
        "record", "FILE",
        help:
            "A record that parallel-write kept: each file must hold just the version that was stored. May be given several times."
    )

    /// - Parameter source: what gives the content, where that is another option.
    static func run(_ options: ParsedOptions, besides source: Option<String?>? = nil) throws(UsageError)
        -> UInt32?
    {
        guard let number = options[run] else { return nil }
        if !options[records].isEmpty {
            throw options.error(run, "is what --record tells: give one of the two")
        }
        if let source, options.isGiven(source) {
            throw options.error(
                run, "is of generated data, and --\(source.name) gives another content: give one of the two")
        }
        return UInt32(number)
    }

    /// Nil where none is given. On many nodes each has a record of its own, beside the one that is named.
    ///
    /// - Parameters:
    ///   - launched: the run that a launcher started, where one did.
    ///   - from: whose files are read: other nodes are asked for their records.
    static func record(
        _ options: ParsedOptions, _ launched: LaunchedRun?, from: SpreadOptions.From = .own
    ) throws(UsageError) -> Record? {
        let paths = options[records]
        guard !paths.isEmpty else { return nil }
        let place = launched?.place(options)
        do {
            var record = Record()
            for path in paths {
                try record.read(place.map { OutputFile.path(path, of: $0, ifThere: true) } ?? path)
            }
            try launched?.share(&record, from: from)
            return record
        } catch {
            throw options.error(records, "\(error)")
        }
    }
}
