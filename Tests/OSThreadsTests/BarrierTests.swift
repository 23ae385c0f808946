import OSThreads
import Synchronization
import TestSupport
import Testing

@Suite("A barrier", .timeLimit(.minutes(20)))
struct BarrierTests {
    @Test("lets no thread go on before all have come, round after round")
    func rounds() async throws {
        let (threads, rounds) = (8, 500)
        let barrier = Barrier(threads: threads)
        let came = Atomic(0)
        let early = Atomic(0)
        try await onThread {
            let running = try (0..<threads).map { _ in
                try OSThread {
                    for round in 1...rounds {
                        came.add(1, ordering: .relaxed)
                        barrier.wait()
                        if came.load(ordering: .relaxed) < threads * round {
                            early.add(1, ordering: .relaxed)
                        }
                        // Nobody may count for the next round before all have looked.
                        barrier.wait()
                    }
                }
            }
            for thread in running { thread.join() }
        }
        #expect(came.load(ordering: .relaxed) == threads * rounds)
        #expect(early.load(ordering: .relaxed) == 0)
    }
}
