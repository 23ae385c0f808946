import CommandLineOptions

/// A command: what it takes, and what it does with it.
protocol Command {
    static var syntax: CommandSyntax { get }

    /// Makes the plan. Whatever the command line can have wrong is refused here, before anything is sent or written.
    init(_ options: ParsedOptions, calledAs: CompatibleName?) throws(UsageError)

    /// Does it; the exit status.
    func run() -> Int32
}
