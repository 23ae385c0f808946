import OSThreads
import Synchronization

/// Runs cases, some at once, and tells of each in their order.
struct DrillSeries {
    /// Most cases wait for most of their time.
    private static let atOnce = 8

    private let cases: [DrillCase]
    private let seed: UInt64

    /// - Parameter seed: of all that the cases draw.
    init(_ cases: [DrillCase], seed: UInt64) {
        self.cases = cases
        self.seed = seed
    }

    /// Runs all of them.
    ///
    /// - Throws: `EmbeddedProxyError` where a proxy can't be started; `SystemError` where there are not threads enough.
    func run(telling tell: (DrillOutcome) -> Void) throws {
        let next = Atomic(0)
        let outcomes = Monitor<[Int: Result<DrillOutcome, any Error>]>([:])
        let threads = try (0..<min(Self.atOnce, cases.count)).map { _ in
            try OSThread { [cases, seed] in
                while case let index = next.add(1, ordering: .relaxed).oldValue, index < cases.count {
                    let outcome = Result { try DrillRun(cases[index], seed: seed &+ UInt64(index)).perform() }
                    outcomes.update { $0[index] = outcome }
                }
            }
        }
        defer { for thread in threads { thread.join() } }
        for index in cases.indices {
            if let outcome = outcomes.wait({ $0.removeValue(forKey: index) }) { tell(try outcome.get()) }
        }
    }
}
