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

    static let syntax = CommandSyntax(
        name: "drill",
        summary: "makes every fault happen, and shows what is said of it",
        discussion: [
            "For each fault an embedded proxy of its own is written to, read from and verified by parallel-write, parallel-read and verify-write. What they say must be what was done: the same kind, the same file and the same bytes, and nothing else. It ends with 1 where a fault went unnoticed, was called something else, or anything was said that was not done.",
            "No Alluxio is needed, and nothing is left.",
        ],
        groups: [OptionGroup("What is drawn", [seed])],
        examples: ["alluxio-stress drill", "alluxio-stress drill --seed 7"])

    private let seed: UInt64

    init(_ options: ParsedOptions, calledAs: CompatibleName?) throws(UsageError) {
        seed = options[Self.seed].map { UInt64($0) } ?? .random(in: 0...UInt64(Int.max))
    }

    func run() -> Int32 {
        Console.write("seed \(seed)\n\(DrillLine.header)", to: 1)
        do {
            let tally = try DrillTally(DrillCase.all, seed: seed) { outcome in
                for line in DrillLine(outcome).lines { Console.write(line, to: 1) }
            }
            Console.write("\(tally)", to: 1)
            return tally.isPass ? ExitStatus.pass : ExitStatus.fail
        } catch {
            Console.write("drill: \(error)", to: 2)
            return ExitStatus.notStarted
        }
    }
}
