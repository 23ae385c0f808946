import OSThreads

/// Waits for the signs of one rank.
struct SignWatch {
    /// When the last came; the beginning of the watch before one did.
    private(set) var lastSign = MonotonicTime.now
    /// What the last said.
    private(set) var sign = SignOfLife(ending: nil)
    private let rank: Int
    private var number: Int
    /// Whether a sign has come.
    private(set) var hasCome = false
    /// Asked for only when it is due, so that a rank that lives is asked once.
    private var next: Request?

    /// - Parameter number: of the sign that was due last.
    init(of rank: Int, from number: Int) {
        self.rank = rank
        self.number = number
    }

    /// Takes the next sign, if it has come.
    ///
    /// - Parameter due: the number of the sign that was due last.
    mutating func look(on launch: Launch, due: Int) {
        if next == nil, number <= due {
            next = Request(SignOfLife.key(number), from: rank, on: launch)
        }
        guard let bytes = next?.value(until: .now, on: launch) else { return }
        (lastSign, sign) = (.now, SignOfLife(bytes))
        (number, next, hasCome) = (number + 1, nil, true)
    }

    /// Whether it is lost, where it has had so much time at least.
    func isSilent(beyond patience: Duration) -> Bool {
        .now - lastSign > max(patience, SignOfLife.patience(after: number - 1))
    }
}
