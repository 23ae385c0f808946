import OSThreads

/// Asks now and then whether others live, whether they are waited for or not: after a rank died a launcher may let the rest pass all
/// barriers without it.
struct RollCall {
    /// As they aren't waited for, nobody gains by hurry, and a busy machine may give its signs late.
    private static let patience: Duration = .seconds(60)

    private let ranks: [Int]
    /// Of those that have not answered yet.
    private var watches: Watches

    init(of ranks: [Int], from origin: MonotonicTime) {
        self.ranks = ranks
        watches = Watches(of: ranks, since: origin + SignOfLife.patience(after: 0))
    }

    /// Takes the answers that have come, and asks again where it is time.
    ///
    /// - Parameter number: of the sign that was due last. It tells whether a rank lives as well as the next, and is there.
    mutating func look(on launch: Launch, from number: Int) {
        watches.look(on: launch, from: number)
        for rank in watches.heard { watches.drop(rank) }
        guard watches.ranks.isEmpty else { return }
        watches = Watches(of: ranks, since: watches.begin + SignOfLife.patience(after: number))
    }

    /// Those that have not answered for a long time, and when they were asked.
    var lost: [Int: MonotonicTime] {
        let silent = watches.lost(after: Self.patience)
        return Dictionary(uniqueKeysWithValues: silent.map { ($0, watches.lastSign(of: $0)) })
    }
}
