import CommandLineOptions
import StressTest

/// `verify-read`: holds local copies against the files in Alluxio that they were read from.
struct VerifyRead: Command {
    static let runsOnNodes = true
    static let syntax = CommandSyntax(
        name: "verify-read",
        summary: "holds parallel-read's copies against Alluxio's files",
        discussion: [
            "Compares every byte of DST/process_P, for P below NFILES, with SRC/node_NAME/process_P, or without --node with the one file SRC. Copies that differ are named with the runs of bytes that do. Nothing is made or changed."
        ],
        groups: [
            OptionGroup(
                "What is verified",
                [
                    FileOptions.source, FileOptions.nodeToRead, FileOptions.filesOfAProcess,
                    LocalCopyOptions.verified, FileOptions.count, LoadOptions.verifiers, WayOptions.home,
                    WayOptions.mount, KnowledgeOptions.records, KnowledgeOptions.run,
                ]),
            NodeOptions.groupOfCount, DeploymentOptions.group, FailureOptions.group, OutputOptions.group,
        ],
        examples: ["alluxio-stress verify-read --src /alluxio-py-test --node 1 --dst copies --nfiles 4"])

    private let plan: VerifyPlan
    private let session: Session

    init(_ options: ParsedOptions, _ invocation: Invocation) throws(UsageError) {
        try NodeOptions.peers(options, own: options[FileOptions.nodeToRead])
        let copies = try LocalCopyOptions.toVerify(options, at: invocation.launched?.place(options))
        let record = try KnowledgeOptions.record(options, invocation.launched)
        let way = try WayOptions.way(options)
        plan = VerifyPlan(
            deployment: try DeploymentOptions.deployment(options, way), way: way,
            source: try FileOptions.files(options), count: options[FileOptions.count],
            subject: .copies(copies),
            knowledge: Knowledge(source: nil, record: record, run: try KnowledgeOptions.run(options)),
            processes: try LoadOptions.processes(LoadOptions.verifiers, options))
        session = try Session(
            verifying: Self.syntax.name, options, invocation, plan,
            files: RunFiles.none.with(options[KnowledgeOptions.records], of: KnowledgeOptions.records)
                .with(copies))
        session.warn(ofTorn: record)
    }

    func run() -> Int32 { session.run { _ in try Verification(plan, state: session.state).run() } }
}
