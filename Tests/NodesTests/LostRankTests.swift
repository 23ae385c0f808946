import TestSupport
import Testing

@Suite("A rank that is killed", .ownThread, .timeLimit(.minutes(20)))
struct LostRankTests {
    private static let survivable = Place.atHand.filter { $0 != .srun }

    /// The barrier is passed, fails or is not passed: what PMIx says of it differs. Who is silent does not.
    @Test(
        "before a barrier or in it is named by the others, at their own deadline, where mpirun lets them live",
        arguments: survivable, [true, false])
    func named(place: Place, before: Bool) async throws {
        let ranks = try await LaunchedRanks(
            4, in: place, options: ["--enable-recovery"], within: 60, "publish a 10", "fetch a 60000",
            before ? "1: die" : "1: pause 1000", "1: die", before ? "pause 1000" : "pause 0",
            "barrier 4000", "publish b 10", "fetch b 4000")
        #expect(ranks.said(by: 1).last?.hasPrefix("a of") == true, "\(ranks)")
        for rank in [0, 2, 3] {
            let fetched = ranks.said(by: rank).filter { $0.contains("b of") }
            #expect(fetched.count == 4 && fetched[1] == "b of 1: silence", "\(ranks)")
            #expect(fetched.count { $0.hasSuffix("right") } == 3, "\(ranks)")
            #expect(ranks.said(by: rank).last == "left", "\(ranks)")
        }
        // Though one was killed. Over several hosts mpirun at times does not end, though all survivors have left.
        if place == .mpirun { #expect(ranks.status == .exited(0), "\(ranks)") }
    }

    @Test("ends the others where the launcher does not let them live", arguments: Place.atHand)
    func ended(place: Place) async throws {
        let ranks = try await LaunchedRanks(
            4, in: place, "barrier 60000", "1: pause 500", "1: die", "barrier 20000", "pause 20000")
        #expect(ranks.status == .exited(137), "\(ranks)")
        for rank in 0..<4 { #expect(ranks.said(by: rank).last != "left", "\(ranks)") }
    }

    @Test(
        "ends the others under srun, also when that is told not to",
        .enabled("there is no Slurm: make deps") { Place.atHand.contains(.srun) })
    func endedAllTheSame() async throws {
        let ranks = try await LaunchedRanks(
            4, in: .srun, options: ["-K0"], "barrier 60000", "1: pause 500", "1: die", "pause 20000")
        #expect(ranks.status == .exited(137), "\(ranks)")
        for rank in 0..<4 { #expect(ranks.said(by: rank).last != "left", "\(ranks)") }
    }
}
