import TestSupport
import Testing

@Suite("A barrier", .ownThread, .timeLimit(.minutes(20)))
struct BarrierTests {
    @Test("is passed by nobody before the last has entered it", arguments: Place.atHand)
    func last(place: Place) async throws {
        let ranks = try await LaunchedRanks(4, in: place, "2: pause 700", "barrier 60000")
        let entered = (0..<4).compactMap { ranks.number(by: $0, after: "entered at") }
        let passed = (0..<4).compactMap { ranks.number(by: $0, after: "passed at") }
        try #require(entered.count == 4 && passed.count == 4, "\(ranks)")
        // All on this machine, whose clock is one.
        #expect(passed.allSatisfy { $0 >= entered[2] }, "\(ranks)")
    }

    @Test("comes after another as often as one likes", arguments: Place.atHand)
    func again(place: Place) async throws {
        let launcher = try await place.launcher()
        let barriers = [String](repeating: "barrier 60000", count: 50)
        let ranks = LaunchedRanks(try await launcher.run(ranks: 4, [LaunchedRanks.program] + barriers))
        for rank in 0..<4 {
            #expect(ranks.said(by: rank).count { $0.hasPrefix("passed at") } == 50, "\(ranks)")
        }
    }

    @Test("that a rank is late for is given up at the deadline, and it is named", arguments: Place.atHand)
    func late(place: Place) async throws {
        // Open MPI's daemons never end where they have an answer for a rank that asked and has left, so that all stay until
        // the late one is there. (Where one is late, rank 0 leaves with a failure, at which mpirun ends all.)
        let ranks = try await LaunchedRanks(
            4, in: place, "1: pause 8000", "barrier 2000", "publish a 10", "fetch a 2000", "0: pause 10000",
            "2: pause 10000", "3: pause 10000")
        #expect(ranks.status == .exited(0), "\(ranks)")
        for rank in [0, 2, 3] {
            #expect(ranks.said(by: rank).contains("not passed"), "\(ranks)")
            let fetched = ranks.said(by: rank).filter { $0.contains("a of") }
            #expect(fetched.count == 4 && fetched[1] == "a of 1: silence", "\(ranks)")
            #expect(fetched.count { $0.hasSuffix("right") } == 3, "\(ranks)")
            #expect(ranks.said(by: rank).last == "left", "\(ranks)")
        }
        // It gets through, too, for the others' clocks do not depend on it, nor its own on them.
        #expect(ranks.said(by: 1).last == "left", "\(ranks)")
    }
}
