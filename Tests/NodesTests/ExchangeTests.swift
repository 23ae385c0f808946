import TestSupport
import Testing

@Suite("What ranks publish", .ownThread, .timeLimit(.minutes(20)))
struct ExchangeTests {
    private static let counts: [(Place, ranks: Int)] = Place.atHand.flatMap { place in
        (place == .mpirun ? [2, 4, 16] : place == .srun ? [4] : [4, 16]).map { (place, $0) }
    }

    @Test("is had by all from all, and the launcher lets them go", arguments: counts)
    func fromAllToAll(place: Place, count: Int) async throws {
        let ranks = try await LaunchedRanks(
            count, in: place, "publish a 1000", "fetch a 60000", "barrier 60000")
        #expect(ranks.status == .exited(0), "\(ranks)")
        for rank in 0..<count {
            let said = ranks.said(by: rank)
            #expect(said.first == "joined as one of \(count) ranks of \(place.launcherName)")
            let fetched = said.filter { $0.contains("a of") }
            #expect(fetched == (0..<count).map { "a of \($0): 1000 bytes, right" }, "\(ranks)")
            #expect(said.last == "left", "\(ranks)")
        }
    }

    /// One of 5 MB, in one piece, would end mpirun.
    @Test("may be megabytes, or nothing", arguments: Place.atHand, [1_000_000, 5_000_000, 0])
    func size(place: Place, bytes: Int) async throws {
        let ranks = try await LaunchedRanks(
            4, in: place, "publish a \(bytes)", "0: fetch a 60000", "barrier 60000")
        let fetched = ranks.said(by: 0).filter { $0.contains("a of") }
        #expect(fetched == (0..<4).map { "a of \($0): \(bytes) bytes, right" }, "\(ranks)")
    }

    /// Where a rank has published nothing, PMIx keeps who asks; where it has, PMIx refuses, and has to be asked again.
    @Test(
        "may come later than it is asked for, from a rank that published other things before or none",
        arguments: Place.atHand, ["publish other 10", "pause 0"])
    func later(place: Place, before: String) async throws {
        let ranks = try await LaunchedRanks(
            4, in: place, before, "barrier 60000", "1: pause 700", "publish a 1000", "fetch a 60000",
            "barrier 60000")
        for rank in 0..<4 {
            let fetched = ranks.said(by: rank).filter { $0.contains("a of") }
            #expect(fetched == (0..<4).map { "a of \($0): 1000 bytes, right" }, "\(ranks)")
        }
    }

    @Test("never is waited for until the deadline, and no longer", arguments: Place.atHand)
    func never(place: Place) async throws {
        let ranks = try await LaunchedRanks(2, in: place, "publish a 10", "0: fetch b 500", "barrier 60000")
        #expect(ranks.said(by: 0).filter { $0.contains("b of") } == ["b of 0: silence", "b of 1: silence"])
        #expect(ranks.said(by: 0).last == "left", "\(ranks)")
    }
}
