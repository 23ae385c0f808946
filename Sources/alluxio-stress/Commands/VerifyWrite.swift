import CommandLineOptions
import StressTest

/// `verify-write`: holds files in Alluxio against the source that was written, a record, or what they say they are.
struct VerifyWrite: Command {
    static let runsOnNodes = true
    static let syntax = CommandSyntax(
        name: "verify-write",
        summary: "holds what parallel-write stored against what it should be",
        discussion: [
            "Reads DST/node_NAME/process_P for P below NFILES, or with --record every file that the records name, and holds every byte against SRC, against the version that a record says was stored, or against what the data itself says that it is.",
            "Files that differ are named with the runs of bytes that do and what these are; missing and short ones, too, and with --record those that no record names.",
        ],
        groups: [
            OptionGroup(
                "What is verified",
                [
                    FileOptions.nodeToVerify, FileOptions.countOfNode, FileOptions.filesOfAProcess,
                    FileOptions.root, LoadOptions.verifiers, WayOptions.home, WayOptions.mount,
                ]),
            OptionGroup(
                "What they should hold",
                [SourceOptions.reference, KnowledgeOptions.records, KnowledgeOptions.run]),
            NodeOptions.groupOfCount, DeploymentOptions.group, FailureOptions.group, OutputOptions.group,
        ],
        examples: [
            "alluxio-stress verify-write --node 1 --nfiles 4",
            "alluxio-stress verify-write --node 2 --nfiles 4 --src data/5mb.txt",
        ])

    private let plan: VerifyPlan
    private let session: Session

    init(_ options: ParsedOptions, _ invocation: Invocation) throws(UsageError) {
        try NodeOptions.peers(options, own: options[FileOptions.nodeToVerify])
        let record = try KnowledgeOptions.record(options, invocation.launched)
        // The default of the compatible name is no reason to compare what a record knows better.
        let source =
            record != nil && !options.isGiven(SourceOptions.reference)
            ? nil : try SourceOptions.file(SourceOptions.reference, options)
        let processes = try LoadOptions.processes(LoadOptions.verifiers, options)
        let way = try WayOptions.way(options)
        let deployment = try DeploymentOptions.deployment(options, way)
        let knowledge = Knowledge(
            source: source, record: record,
            run: try KnowledgeOptions.run(options, besides: SourceOptions.reference))
        if let layout = try Self.layout(options, record) {
            plan = VerifyPlan(
                deployment: deployment, way: way, source: .node(layout.0), count: layout.count,
                subject: .files, knowledge: knowledge, processes: processes)
        } else {
            plan = VerifyPlan(
                deployment: deployment, way: way, record: record ?? Record(), knowledge: knowledge,
                processes: processes)
        }
        session = try Session(
            verifying: Self.syntax.name, options, invocation, plan,
            files: .input(source, of: SourceOptions.reference)
                .with(options[KnowledgeOptions.records], of: KnowledgeOptions.records))
        session.warn(ofTorn: record)
    }

    /// The files of a node; nil where those of the record are verified.
    private static func layout(_ options: ParsedOptions, _ record: Record?) throws(UsageError) -> (
        FileLayout, count: Int
    )? {
        switch (options[FileOptions.nodeToVerify], options[FileOptions.countOfNode]) {
        case (let node?, let count?):
            let layout = FileLayout(
                root: options[FileOptions.root], node: node,
                filesOfAProcess: options[FileOptions.filesOfAProcess])
            return (layout, count)
        case (nil, nil) where record != nil:
            try refuse(FileOptions.root, options)
            try refuse(FileOptions.filesOfAProcess, options)
            return nil
        case (nil, _?) where record != nil:
            throw options.error(
                FileOptions.countOfNode,
                "is of a node's processes: give its --node, too, or leave it out to verify all files of --record"
            )
        case (nil, _):
            throw UsageError("--node is required, the name of the node, with --nfiles; or else --record FILE")
        case (_, nil):
            throw UsageError("--nfiles is required with --node: how many processes' files are verified")
        }
    }

    /// Stops at an option that says where a node's files stand, where the records do.
    private static func refuse(_ option: some AnyOption, _ options: ParsedOptions) throws(UsageError) {
        guard options.isOnLine(option) else { return }
        throw options.error(
            option,
            "is for the files of a node, and --record names its own: leave it out, or give --node and --nfiles, too"
        )
    }

    func run() -> Int32 { session.run { _ in try Verification(plan, state: session.state).run() } }
}
