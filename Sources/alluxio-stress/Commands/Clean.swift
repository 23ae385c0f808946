import CommandLineOptions
import StressTest

/// `clean`: deletes what `parallel-write` left for a node.
struct Clean: Command {
    private static let dryRun = Option.switch("dry-run", help: "Only lists what would be deleted.")
    private static let force = Option.switch(
        "force",
        help:
            "Goes past entries that are not the tool's, which stay, and deletes incomplete files of less than 10 minutes, too."
    )

    static let runsOnNodes = true
    static let syntax = CommandSyntax(
        name: "clean",
        summary: "deletes the files that parallel-write left for a node",
        discussion: [
            "Deletes the files DST/node_NAME/process_P and DST/node_NAME/process_P/file_F, for every P and F, and then the folders of the processes and of the node if they are empty. Nothing else is touched, and no delete is recursive."
        ],
        groups: [
            OptionGroup("What is deleted", [FileOptions.node, FileOptions.root, dryRun, force]),
            DeploymentOptions.group, FailureOptions.groupOfOne, OutputOptions.group,
        ],
        examples: ["alluxio-stress clean --node 1 --dry-run", "alluxio-stress clean --node 1"])

    private let plan: Cleaning.Plan
    private let session: Session

    init(_ options: ParsedOptions, _ invocation: Invocation) throws(UsageError) {
        plan = Cleaning.Plan(
            deployment: try DeploymentOptions.deployment(options), layout: FileOptions.layout(options),
            force: options[Self.force], isDryRun: options[Self.dryRun])
        session = try Session(
            Self.syntax.name, options, invocation, proxies: plan.deployment.proxies, processes: 0,
            checkAsked: false,
            files: .none)
    }

    func run() -> Int32 {
        let verb = plan.isDryRun ? "would delete" : "deleted"
        return session.run { _ in
            try Cleaning(plan, state: session.state).run { session.console.progress("\(verb) \($0)") }
        }
    }
}
