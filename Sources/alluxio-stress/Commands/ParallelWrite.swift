import Alluxio
import CommandLineOptions
import Report
import StressTest

/// `parallel-write`: every process writes its file, over and over; the last iteration's stay.
struct ParallelWrite: Command {
    static let writeType = Option(
        "write-type", .choice, default: WriteType.mustCache, help: "Where written data goes.")
    static let blockSize = Option(
        "block-size", .size(1...(1 << 40)),
        help:
            "The block size of the files. Each open writer reserves a whole block on a worker; without it the server's own size holds."
    )
    static let force = Option.switch(
        "force",
        help:
            "Goes past entries that are not the tool's, and past incomplete files of less than 10 minutes. It deletes no more than without."
    )
    static let noMark = Option.switch(
        "no-mark", help: "Gives files no mark of this run (an extended attribute).")

    static let runsOnNodes = true
    static let runNumber: Option<Int?>? = ContentOptions.run
    static let syntax = CommandSyntax(
        name: "parallel-write",
        summary: "every process of a node writes its file, again and again",
        discussion: [
            "Process P writes DST/node_NAME/process_P, or with --files DST/node_NAME/process_P/file_F: generated data in which every 16 bytes say where they belong, or the bytes of --src. After each iteration a listing says which files are stored; only those count. Files of an earlier run are replaced; the last iteration's stay."
        ],
        groups: [
            OptionGroup(
                "What is written",
                [
                    FileOptions.node, ContentOptions.size, ContentOptions.source, FileOptions.root,
                    FileOptions.filesOfAProcess, writeType, blockSize, ContentOptions.run, force, noMark,
                    RecordOptions.written, RecordOptions.sync,
                ]),
            LoadOptions.group, NodeOptions.group,
            DeploymentOptions.group, FailureOptions.group, OutputOptions.group,
        ],
        examples: [
            "alluxio-stress parallel-write --node 1 --nprocess 4 --iteration 10",
            "alluxio-stress get-data",
            "alluxio-stress parallel-write --node 2 --src data/5mb.txt --nprocess 4",
        ])

    private let plan: WritePlan
    private let session: Session
    private let record: RecordFile?

    init(_ options: ParsedOptions, _ invocation: Invocation) throws(UsageError) {
        try NodeOptions.peers(options, own: options[FileOptions.node])
        let run = ContentOptions.run(options, invocation.launched)
        let source = try ContentOptions.sourceFile(options)
        plan = WritePlan(
            deployment: try DeploymentOptions.deployment(options), layout: FileOptions.layout(options),
            processes: try LoadOptions.processes(LoadOptions.processes, options),
            length: try PaceOptions.length(options), pace: try PaceOptions.pace(options),
            content: try ContentOptions.content(source, options, run: run),
            writeType: options[Self.writeType], blockSize: options[Self.blockSize], run: run,
            marks: !options[Self.noMark], force: options[Self.force], startAt: options[NodeOptions.startAt])
        session = try Session(
            Self.syntax.name, source == nil ? options : options.without(ContentOptions.size), invocation,
            run: run,
            proxies: plan.deployment.proxies, processes: plan.processes,
            load: (plan.length, plan.pace), checkAsked: false,
            files: .input(source, of: ContentOptions.source).with(
                options[RecordOptions.written], of: RecordOptions.written),
            figures: invocation.calledAs == nil ? nil : (options[LoadOptions.iterations], plan.processes))
        record = try RecordOptions.open(
            options, sparing: source, at: invocation.launched?.place(options))
    }

    func run() -> Int32 {
        session.run { progress in
            try WriteLoad(plan, record: record, state: session.state).run(progress: progress)
        }
    }
}
