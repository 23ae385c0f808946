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

    /// Nil where none is given.
    static func record(_ options: ParsedOptions) throws(UsageError) -> Record? {
        let paths = options[records]
        guard !paths.isEmpty else { return nil }
        var record = Record()
        for path in paths {
            do throws(RecordError) { try record.read(path) } catch {
                throw options.error(records, error.description)
            }
        }
        return record
    }
}
