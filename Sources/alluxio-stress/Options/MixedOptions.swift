import CommandLineOptions
import StressTest

/// How much `mixed` does, and who of its processes does what.
enum MixedOptions {
    static let writeShare = Option(
        "write-share", .number(1...99, placeholder: "PERCENT"), default: 30,
        help:
            "So many of a hundred processes write, and the others read; at least one writes, and one reads.")
    static let iterations = Option(
        "iteration", .number(2...16_777_215), default: 2,
        help:
            "So many times each writing process writes one half of its files, by turns, while the others read what all had stored when the iteration began: in the first there is nothing yet."
    )
    static let processes = Option(
        "nprocess", .number(2...4096), default: 4, help: "Processes at work at once.")
    static let files = Option(
        "files", .number(2...65_536), default: 4,
        help:
            "How many files process_P/file_F each writing process has, F from 0; without --duration an even number."
    )

    static let group = OptionGroup(
        "How much is done",
        [iterations, processes, writeShare, PaceOptions.duration, PaceOptions.warmUp, PaceOptions.rate])

    static func layout(_ options: ParsedOptions) throws(UsageError) -> FileLayout {
        let count = options[files]
        guard count.isMultiple(of: 2) || options[PaceOptions.duration] != nil else {
            throw options.error(
                files,
                "'\(count)' is odd, and one half of the files is written while the other is read: give an even number, or --duration"
            )
        }
        return FileLayout(
            root: options[FileOptions.root], node: options[FileOptions.node], filesOfAProcess: count)
    }

    static func pace(_ options: ParsedOptions) throws(UsageError) -> Pace? {
        try PaceOptions.pace(
            options, filesOfAnIteration: options[files] / 2, needed: "--files of 4 or more")
    }
}
