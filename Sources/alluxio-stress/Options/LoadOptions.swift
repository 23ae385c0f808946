import CommandLineOptions
import OSThreads

/// How much is done at once, and how often.
enum LoadOptions {
    static let iterations = Option(
        "iteration", .number(1...16_777_215), default: 1,
        help: "Every process does its file so many times; all start each time together.")
    static let processes = Option(
        "nprocess", .number(1...4096), default: 1, help: "Processes at work at once.")
    static let verifiers = Option(
        "nprocess", .number(1...4096), default: 4, help: "Files verified at once.")

    static let group = OptionGroup(
        "How much is done",
        [iterations, processes, PaceOptions.duration, PaceOptions.warmUp, PaceOptions.rate])

    /// A connection has a socket and a pair to wake it by; a process may have a local file open, too.
    private static let descriptorsOfAProcess = 4
    /// Of the program itself.
    private static let otherDescriptors = 64

    /// How many processes `option` asks for; throws where the system gives too few descriptors for them.
    static func processes(_ option: Option<Int>, _ options: ParsedOptions) throws(UsageError) -> Int {
        let processes = options[option]
        let (needed, limit) = (processes * descriptorsOfAProcess + otherDescriptors, DescriptorLimit.raise())
        guard needed <= limit else {
            throw options.error(
                option,
                "\(processes) processes need \(needed) open files, and the system's limit is \(limit) (ulimit -Hn): raise it, or use fewer"
            )
        }
        return processes
    }
}
