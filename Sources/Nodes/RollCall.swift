import OSThreads

/// Asks now and then whether others live, whether they are waited for or not: after a rank died a launcher may let the rest pass all
/// barriers without it.
struct RollCall {
    /// As they aren't waited for, nobody gains by hurry, and a busy machine may give its signs late.
    private static let patience: Duration = .seconds(60)

    private let ranks: [Int]
    /// Of those that have not answered yet.
    private var watches: [Int: SignWatch] = [:]
    /// When all are asked again.
    private var due: MonotonicTime

    init(of ranks: [Int], from origin: MonotonicTime) {
        self.ranks = ranks
        due = origin + SignOfLife.patience(after: 0)
    }

    /// Takes the answers that have come, and asks again where it is time.
    ///
    /// - Parameter number: of the sign that was due last. It tells whether a rank lives as well as the next, and is there.
    mutating func look(on launch: Launch, from number: Int) {
        if watches.isEmpty, .now >= due {
            watches = Dictionary(uniqueKeysWithValues: ranks.map { ($0, SignWatch(of: $0, from: number)) })
            due = .now + SignOfLife.patience(after: number)
        }
        for rank in watches.keys {
            watches[rank]?.look(on: launch, due: number)
            if watches[rank]?.hasCome == true { watches[rank] = nil }
        }
    }

    /// Those that have not answered for a long time, and when they were asked.
    var lost: [Int: MonotonicTime] {
        watches.filter { $1.isSilent(beyond: Self.patience) }.mapValues(\.lastSign)
    }
}
