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

    static func run(_ options: ParsedOptions) -> UInt32? { options[run].map { UInt32($0) } }

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
