import CommandLineOptions
import FaultDrill
import OSThreads

/// `drill`: every fault of the embedded proxy, and what the other commands say of it.
struct Drill: Command {
    private static let seed =
        Option(
            "seed", .number(0...Int.max),
            help: "Of what the faults draw; without it one is drawn, and said, so that it can be given again."
        ) as Option<Int?>
    private static let duration =
        Option(
            "duration", .duration,
            help:
                "All faults at once instead, each by a chance of 1 % wherever it can strike, on several proxies for so long; what was begun is finished."
        ) as Option<Duration?>

    static let syntax = CommandSyntax(
        name: "drill",
        summary: "makes every fault happen, and shows what is said of it",
        discussion: [
            "For each fault an embedded proxy of its own is written to, read from and verified by parallel-write, parallel-read and verify-write. What they say must be what was done: the same kind, the same file and the same bytes, and nothing else. It ends with 1 where a fault went unnoticed, was called something else, or anything was said that was not done.",
            "With --duration all faults strike at once, at random. Where a file meets one of them it must be told as ever, where it meets several anything may be said of it, and where it meets none nothing. At the end no stream, descriptor or thread may be left open.",
            "No Alluxio is needed, and nothing is left.",
        ],
        groups: [OptionGroup("What is drawn", [seed, duration])],
        examples: [
            "alluxio-stress drill", "alluxio-stress drill --seed 7", "alluxio-stress drill --duration 60",
        ])

    private let seed: UInt64
    private let duration: Duration?

    init(_ options: ParsedOptions, _ invocation: Invocation) throws(UsageError) {
        seed = options[Self.seed].map { UInt64($0) } ?? .random(in: 0...UInt64(Int.max))
        duration = options[Self.duration]
    }

    func run() -> Int32 {
        Console.write("seed \(seed)", to: 1)
        do {
            let isPass = try duration.map(drillAtRandom) ?? drillOneByOne()
            return isPass ? ExitStatus.pass : ExitStatus.fail
        } catch {
            Console.write("drill: \(error)", to: 2)
            return ExitStatus.notStarted
        }
    }

    /// Whether each fault was told as it was.
    private func drillOneByOne() throws -> Bool {
        Console.write("\(DrillLine.header)", to: 1)
        let tally = try DrillTally(DrillCase.all, seed: seed) { outcome in
            for line in DrillLine(outcome).lines { Console.write(line, to: 1) }
        }
        Console.write("\(tally)", to: 1)
        return tally.isPass
    }

    private func drillAtRandom(for duration: Duration) throws -> Bool {
        let outcome = try RandomDrill(seed: seed, duration: duration).run()
        for complaint in outcome.complaints { Console.write(complaint, to: 1) }
        Console.write("\(outcome)", to: 1)
        return outcome.isPass
    }
}
