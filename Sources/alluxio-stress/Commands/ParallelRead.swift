import Alluxio
import CommandLineOptions
import StressTest

/// `parallel-read`: every process reads its file, over and over, or all of them the same one.
struct ParallelRead: Command {
    static let readType =
        Option(
            "read-type", .choice,
            help: "Whether what is read is kept in Alluxio; without it the server's own default holds."
        ) as Option<ReadType?>

    private static let free = Option.switch(
        "free",
        help:
            "Before each iteration takes the files out of Alluxio that the under store has, so that they are read from there."
    )

    static let runsOnNodes = true
    static let syntax = CommandSyntax(
        name: "parallel-read",
        summary: "every process reads its file, or all of them one file",
        discussion: [
            "Local mode, without --node: all processes read the one file SRC. Remote mode, --node NAME: process P reads SRC/node_NAME/process_P, or with --read-from what other nodes wrote. Each copy goes to DST/process_P, or is thrown away without --dst.",
            "Generated data says itself what it should be, and every byte of it is checked while it arrives; of other data only the length is, unless --expect gives it.",
        ],
        groups: [
            OptionGroup(
                "What is read",
                [
                    FileOptions.source, FileOptions.nodeToRead, FileOptions.filesOfAProcess,
                    SpreadOptions.readFrom, SpreadOptions.shuffle,
                    LocalCopyOptions.made, readType, free,
                ]),
            LoadOptions.group, NodeOptions.group,
            OptionGroup(
                "What they should hold",
                [SourceOptions.expect, KnowledgeOptions.records, KnowledgeOptions.run]),
            DeploymentOptions.group, FailureOptions.group, OutputOptions.group,
        ],
        examples: [
            "alluxio-stress parallel-read --src /alluxio-py-test --node 1 --nprocess 4 --dst copies",
            "alluxio-stress parallel-read --src /alluxio-py-test/node_2/process_0 --expect data/5mb.txt",
        ])

    private let plan: ReadPlan
    private let session: Session

    init(_ options: ParsedOptions, _ invocation: Invocation) throws(UsageError) {
        let told = try NodeOptions.peers(options, own: options[FileOptions.nodeToRead])
        let expected = try SourceOptions.file(SourceOptions.expect, options)
        let knowledge = Knowledge(
            source: expected, fingerprints: expected.flatMap(Fingerprints.init),
            record: try KnowledgeOptions.record(
                options, invocation.launched, from: options[SpreadOptions.readFrom]),
            run: try KnowledgeOptions.run(options, besides: SourceOptions.expect))
        plan = ReadPlan(
            deployment: try DeploymentOptions.deployment(options),
            source: try SpreadOptions.source(options, invocation.launched?.peers ?? told),
            processes: try LoadOptions.processes(LoadOptions.processes, options),
            length: try PaceOptions.length(options), pace: try PaceOptions.pace(options),
            copies: try LocalCopyOptions.toMake(options, at: invocation.launched?.place(options)),
            knowledge: knowledge,
            readType: options[Self.readType],
            freesBefore: options[Self.free], startAt: options[NodeOptions.startAt])
        session = try Session(
            Self.syntax.name, options, invocation, run: knowledge.run ?? Session.randomRun(),
            proxies: plan.deployment.proxies,
            processes: plan.processes,
            load: (plan.length, plan.pace), checkAsked: expected != nil || knowledge.record != nil,
            files: .input(expected, of: SourceOptions.expect)
                .with(options[KnowledgeOptions.records], of: KnowledgeOptions.records)
                .with(plan.copies),
            figures: invocation.calledAs == nil ? nil : (options[LoadOptions.iterations], plan.processes))
        session.warn(ofTorn: knowledge.record)
    }

    func run() -> Int32 {
        session.run { progress in try ReadLoad(plan, state: session.state).run(progress: progress) }
    }
}
