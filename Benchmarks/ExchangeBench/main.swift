// What the ranks of a run have to do with each other costs: joining, a barrier, and rank 0's fetching of bytes from each.
// Under a launcher, as
//
//     mpirun -n 16 exchange-bench [BYTES [ROUNDS]]
//
// where each rank publishes BYTES (200000) in each of ROUNDS (20). Rank 0 prints milliseconds.
import FoundationEssentials
import Glibc
import Nodes
import OSThreads

let arguments = CommandLine.arguments.dropFirst().map { Int($0) ?? 0 }
let byteCount = arguments.first ?? 200_000
let rounds = arguments.dropFirst().first ?? 20
guard byteCount > 0, rounds > 0 else { fail("usage: exchange-bench [BYTES [ROUNDS]]") }

func fail(_ message: String) -> Never {
    print("exchange-bench: \(message)")
    exit(1)
}

/// How long `body` takes, in milliseconds.
func milliseconds(_ body: () throws -> Void) rethrows -> Double {
    let start = MonotonicTime.now
    try body()
    return (.now - start).seconds * 1000
}

func text(_ name: String, _ values: [Double]) -> String {
    let sorted = values.sorted()
    let rounded = [sorted[sorted.count / 2], sorted[sorted.count - 1]].map { ($0 * 1000).rounded() / 1000 }
    return "\(name): median \(rounded[0]) ms, longest \(rounded[1]) ms"
}

/// What a rank publishes in a round.
func bytes(of rank: Int, round: Int) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: byteCount) { buffer, count in
        for place in 0..<byteCount {
            buffer[place] = UInt8(truncatingIfNeeded: place &+ 31 &* rank &+ 7 &* round)
        }
        count = byteCount
    }
}

let patience = Duration.seconds(60)

func passBarrier(of launch: Launch) {
    let barrier = launch.enterBarrier()
    if barrier.value(until: .now + patience) == nil {
        fail("rank \(launch.rank) did not pass a barrier: \(barrier.failure?.message ?? "silence")")
    }
}

func fetch(round: Int, by launch: Launch) {
    let requests = (0..<launch.size).map { launch.request("round \(round)", from: $0) }
    let deadline = MonotonicTime.now + patience
    for (rank, request) in requests.enumerated() {
        guard let fetched = request.value(until: deadline) else {
            fail("nothing came from rank \(rank): \(request.failure?.message ?? "silence")")
        }
        if fetched != bytes(of: rank, round: round) {
            fail("what came from rank \(rank) is not what it published")
        }
    }
}

do {
    var joined: Launch?
    let joining = try milliseconds {
        joined = try Launch.join(ProcessInfo.processInfo.environment, until: .now + patience)
    }
    guard let launch = joined else { fail("no launcher started this: mpirun -n 4 exchange-bench") }

    passBarrier(of: launch)
    let barriers = (0..<500).map { _ in milliseconds { passBarrier(of: launch) } }

    var publishing: [Double] = []
    var fetching: [Double] = []
    for round in 0..<rounds {
        let own = bytes(of: launch.rank, round: round)
        publishing.append(try milliseconds { try launch.publish(own, as: "round \(round)") })
        passBarrier(of: launch)
        if launch.rank == 0 { fetching.append(milliseconds { fetch(round: round, by: launch) }) }
        passBarrier(of: launch)
    }

    if launch.rank == 0 {
        print("\(launch.size) ranks of \(launch.launcher), \(byteCount) bytes each, \(rounds) rounds")
        print(text("join", [joining]))
        print(text("barrier", barriers))
        print(text("publish", publishing))
        print(text("fetch from each", fetching))
        fflush(nil)
    }
    launch.leave(until: .now + .seconds(5))
    _exit(0)
} catch {
    fail("\(error)")
}
