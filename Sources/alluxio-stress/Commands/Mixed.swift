import Alluxio
import CommandLineOptions
import StressTest

/// `mixed`: some processes write, and the others read what they stored, at the same time.
struct Mixed: Command {
    static let runsOnNodes = true
    static let runNumber: Option<Int?>? = ContentOptions.run
    static let syntax = CommandSyntax(
        name: "mixed",
        summary: "some processes write, others read what is stored",
        discussion: [
            "The first processes of the node write generated data to DST/node_NAME/process_P/file_F, and the others read what is stored, at random. What a reader gets must be just the version that was stored last, and every byte of it is checked. No file is replaced while it is read.",
            "With --duration readers are told at once what is stored. In iterations they read what stood when the iteration began, and writers replace the other half of their files.",
        ],
        groups: [
            OptionGroup(
                "What is written and read",
                [
                    FileOptions.node, ContentOptions.size, FileOptions.root, MixedOptions.files,
                    ParallelWrite.writeType, ParallelWrite.blockSize, ParallelRead.readType,
                    ContentOptions.run, ParallelWrite.force, ParallelWrite.noMark,
                    RecordOptions.written, RecordOptions.sync,
                ]),
            MixedOptions.group, NodeOptions.group,
            DeploymentOptions.group, FailureOptions.group, OutputOptions.group,
        ],
        examples: [
            "alluxio-stress mixed --node 3 --nprocess 10 --write-share 30 --duration 2",
            "alluxio-stress mixed --node 3 --nprocess 4 --iteration 5 --files 2",
        ])

    private let plan: MixedPlan
    private let session: Session
    private let record: RecordFile?

    init(_ options: ParsedOptions, _ invocation: Invocation) throws(UsageError) {
        try NodeOptions.peers(options, own: options[FileOptions.node])
        let run = ContentOptions.run(options, invocation.launched)
        let processes = try LoadOptions.processes(MixedOptions.processes, options)
        let writers = MixedPlan.writers(ofProcesses: processes, share: options[MixedOptions.writeShare])
        let writing = WritePlan(
            deployment: try DeploymentOptions.deployment(options), layout: try MixedOptions.layout(options),
            processes: writers,
            length: try PaceOptions.length(options, iterations: MixedOptions.iterations),
            pace: try MixedOptions.pace(options),
            content: try ContentOptions.content(nil, options, run: run),
            writeType: options[ParallelWrite.writeType], blockSize: options[ParallelWrite.blockSize],
            run: run, marks: !options[ParallelWrite.noMark], force: options[ParallelWrite.force],
            startAt: options[NodeOptions.startAt])
        plan = MixedPlan(
            writing: writing, readers: processes - writers, readType: options[ParallelRead.readType])
        session = try Session(
            Self.syntax.name, options, invocation, run: run, proxies: writing.deployment.proxies,
            processes: processes, load: (writing.length, writing.pace), checkAsked: true,
            files: RunFiles.none.with(options[RecordOptions.written], of: RecordOptions.written))
        record = try RecordOptions.open(
            options, sparing: nil, at: invocation.launched?.place(options))
    }

    func run() -> Int32 {
        session.run { progress in
            try MixedLoad(plan, record: record, state: session.state).run(progress: progress)
        }
    }
}
