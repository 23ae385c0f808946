import TestSupport
import Testing

@Suite("Leaving", .ownThread, .timeLimit(.minutes(20)))
struct LeavingTests {
    @Test("waits for nobody, and the launcher returns the status of the last", arguments: Place.atHand)
    func lastStatus(place: Place) async throws {
        let ranks = try await LaunchedRanks(4, in: place, "barrier 60000", "0: pause 1000", "0: exit 3")
        #expect(ranks.status == .exited(3), "\(ranks)")
        for rank in 0..<4 { #expect(ranks.said(by: rank).last == "left", "\(ranks)") }
    }
}
