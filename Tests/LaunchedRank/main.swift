// What the tests of Nodes start under a launcher: every rank takes the steps of the command line one after another, and says
// what came of each. `RANK: STEP` is that rank's alone.
import FoundationEssentials
import Glibc
import Nodes
import OSThreads

// However a test ends, this does.
alarm(120)

let environment = ProcessInfo.processInfo.environment

do {
    let patience = environment["PATIENCE_SECONDS"].flatMap { Int($0) } ?? 60
    guard let launch = try Launch.join(environment, until: .now + .seconds(patience)) else {
        let library = Text.lines(of: "/proc/self/maps").contains { $0.contains("libpmix") }
        print("no launcher; the library is \(library ? "loaded" : "not loaded")")
        exit(0)
    }
    let rank = Rank(launch)
    rank.say("joined as one of \(launch.size) ranks of \(launch.launcher)")
    for step in CommandLine.arguments.dropFirst() { try rank.take(step) }
    rank.leave(0)
} catch {
    print("failed: \(error)")
    exit(1)
}
