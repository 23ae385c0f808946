import CommandLineOptions

/// A command: what it takes, and what it does with it.
protocol Command {
    static var syntax: CommandSyntax { get }
    /// Whether what a launcher starts on many nodes is one run.
    static var runsOnNodes: Bool { get }
    /// What gives a run its number; nil where it always has a random one.
    static var runNumber: Option<Int?>? { get }

    /// Makes the plan. Whatever the command line can have wrong is refused here, before anything is sent or written.
    init(_ options: ParsedOptions, _ invocation: Invocation) throws(UsageError)

    /// Does it; the exit status.
    func run() -> Int32
}

extension Command {
    static var runsOnNodes: Bool { false }
    static var runNumber: Option<Int?>? { nil }
}
