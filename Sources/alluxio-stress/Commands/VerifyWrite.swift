import CommandLineOptions
import StressTest

/// `verify-write`: holds a node's files in Alluxio against the source that was written.
struct VerifyWrite: Command {
    static let syntax = CommandSyntax(
        name: "verify-write",
        summary: "holds what parallel-write stored against its source",
        discussion: [
            "Reads DST/node_NAME/process_P for P below NFILES and compares every byte with SRC. Files that differ are named with the runs of bytes that do, missing and short ones too."
        ],
        groups: [
            OptionGroup(
                "What is verified",
                [
                    FileOptions.node, FileOptions.count, SourceOptions.reference, FileOptions.root,
                    LoadOptions.verifiers, ShellOptions.home,
                ]),
            DeploymentOptions.group, OutputOptions.group,
        ],
        examples: ["alluxio-stress verify-write --node 1 --nfiles 4 --src data/5mb.txt"])

    private let plan: VerifyPlan
    private let session: Session

    init(_ options: ParsedOptions, calledAs: CompatibleName?) throws(UsageError) {
        let source = try SourceOptions.file(SourceOptions.reference, options)
        plan = VerifyPlan(
            deployment: DeploymentOptions.deployment(options), way: try ShellOptions.way(options),
            files: .node(FileOptions.layout(options)),
            reference: .source(source),
            count: options[FileOptions.count],
            processes: try LoadOptions.processes(LoadOptions.verifiers, options))
        session = try Session(
            verifying: Self.syntax.name, options, plan, files: .input(source, of: SourceOptions.reference))
    }

    func run() -> Int32 { session.run { _ in try Verification(plan, state: session.state).run() } }
}
