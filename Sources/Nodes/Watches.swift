import OSThreads

/// The watches of those ranks that somebody waits for. They begin only when the wait has become long.
struct Watches {
    /// Those that are still waited for.
    private(set) var ranks: Set<Int>
    let begin: MonotonicTime
    private var watches: [Int: SignWatch]?

    init(of ranks: [Int], since begin: MonotonicTime) {
        self.ranks = Set(ranks)
        self.begin = begin
    }

    /// Takes the signs that have come.
    ///
    /// - Parameter number: of the sign that was due last.
    mutating func look(on launch: Launch, from number: Int) {
        guard MonotonicTime.now >= begin else { return }
        var current =
            watches ?? Dictionary(uniqueKeysWithValues: ranks.map { ($0, SignWatch(of: $0, from: number)) })
        for rank in ranks { current[rank]?.look(on: launch, due: number) }
        watches = current
    }

    /// Those of which a sign has come.
    var heard: [Int] { ranks.filter { watches?[$0]?.hasCome == true } }

    /// Waits for a rank no longer.
    mutating func drop(_ rank: Int) { ranks.remove(rank) }

    /// When a rank gave its last sign, as far as is known.
    func lastSign(of rank: Int) -> MonotonicTime { watches?[rank]?.lastSign ?? begin }

    /// Those of which no sign came for so long.
    func lost(after patience: Duration) -> [Int] {
        guard watches != nil else { return [] }
        return ranks.filter { watches?[$0]?.isSilent(beyond: patience) == true }.sorted()
    }

    /// Those that end before their last iteration.
    var ended: [Int] { ranks.filter { watches?[$0]?.sign.ending != nil }.sorted() }

    /// Why one of them ends before its last iteration, if one does.
    var ending: String? { ranks.sorted().lazy.compactMap { watches?[$0]?.sign.ending }.first }
}
