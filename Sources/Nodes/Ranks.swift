import OSThreads

/// The ranks of a run, as one of them sees them. What they agree on goes by way of rank 0: each tells it, and it tells all
/// what follows.
///
/// Whoever waits goes on waiting for as long as those it waits for give signs of life. A rank waits for rank 0 alone, which
/// waits for all.
package final class Ranks: Sendable {
    /// A rank that has given no sign for so long is lost, once there are signs.
    private static let patienceWithSigns: Duration = .seconds(15)
    /// Until all have started, which not all programs do at once.
    private static let patienceAtFirst: Duration = .seconds(60)
    /// Until rank 0, which may be the last, has waited for the others.
    private static let patienceForBeginning = patienceAtFirst * 2 + .seconds(10)
    /// So long is waited before signs are asked for: nearly always all are there by then.
    private static let quiet: Duration = .seconds(1)
    private static let patienceWithLeaving: Duration = .seconds(5)
    private static let parting = "parting"
    private static let look: Duration = .milliseconds(100)

    /// What one of the ranks has to say, or why it has said nothing.
    package enum Word: Sendable {
        case said([UInt8])
        /// It was waited for no longer.
        case late
        /// When it gave its last sign of life, as far as this rank knows.
        case lost(lastSign: MonotonicTime)
    }

    package enum Meeting: Sendable, Equatable {
        case met
        /// The run does not go on, as one of the ranks says, and why.
        case ended(String)
        /// A rank did not come, and gives no signs of life.
        case lost(Int)
    }

    private let launch: Launch
    private let signs: Signs
    /// Those that this rank has found lost, with their last signs.
    private let lost = Monitor<[Int: MonotonicTime]>([:])

    package var rank: Int { launch.rank }
    package var count: Int { launch.size }
    package var isFirst: Bool { rank == 0 }

    package init(_ launch: Launch) {
        self.launch = launch
        signs = Signs(launch)
    }

    /// Waits until all ranks have started, each with what it says, from which rank 0 tells all what follows. This comes before
    /// all else; from its end on, which all come to at nearly the same moment, they give signs of life.
    ///
    /// - Parameters:
    ///   - answering: for rank 0: what follows from what each said, in their order.
    /// - Returns: that; nil where rank 0 is lost, or `isEnded` says that this rank waits no longer.
    /// - Throws: `LaunchError` where the launcher takes nothing; `SystemError` where there is no thread for the signs of life;
    ///   for rank 0 what `answering` throws.
    package func begin(
        on subject: String, saying own: [UInt8], unless isEnded: () -> Bool,
        answering: ([Word]) throws -> [UInt8]
    ) throws -> [UInt8]? {
        let answer = try confer(on: subject, saying: own, unless: isEnded, answering: answering)
        try signs.begin(asking: watched) { [lost] silent in
            lost.withLock { $0.merge(silent) { first, _ in first } }
        }
        return answer
    }

    /// After how long a silence a rank is lost.
    private var patience: Duration {
        if signs.haveBegun { return Self.patienceWithSigns }
        return isFirst ? Self.patienceAtFirst : Self.patienceForBeginning
    }

    /// Those whose signs this rank looks for.
    private var watched: [Int] { isFirst ? Array(1..<count) : [0] }

    /// Lets the others know that this rank ends before its last iteration.
    package func end(because reason: String) { signs.say(ending: reason) }

    /// Waits until all ranks are here.
    ///
    /// - Parameter isEnded: whether this rank waits no longer.
    package func meet(unless isEnded: () -> Bool) -> Meeting {
        let meeting = launch.enterBarrier()
        var watches = Watches(of: watched, since: .now + Self.quiet)
        while true {
            let isMet = meeting.value(until: .now + Self.look) != nil
            if let rank = lost.withLock({ $0.keys.min() }) { return .lost(rank) }
            if isMet { return .met }
            // The launcher knows that one is gone, but not which.
            if meeting.failure != nil { pause(for: Self.look) }
            if isEnded() { return .ended("this node ended") }
            watches.look(on: launch, from: signs.number)
            if let reason = watches.ending { return .ended(reason) }
            if let rank = watches.lost(after: patience).first {
                lost.withLock { $0[rank] = watches.lastSign(of: rank) }
                return .lost(rank)
            }
        }
    }

    /// Every rank says something on a subject to rank 0, which says to all what follows from it.
    ///
    /// - Parameters:
    ///   - answering: for rank 0: what follows from what each said, in their order.
    /// - Returns: that; nil where rank 0 is lost, or `isEnded` says that this rank waits no longer.
    /// - Throws: `LaunchError` where the launcher takes nothing more; for rank 0 what `answering` throws.
    package func confer(
        on subject: String, in round: Int = 0, saying own: [UInt8], waitsForEnding: Bool = true,
        unless isEnded: () -> Bool, answering: ([Word]) throws -> [UInt8]
    ) throws -> [UInt8]? {
        guard isFirst else {
            try say(own, on: subject, in: round)
            return hear(subject, in: round, unless: isEnded)
        }
        let words = gather(
            subject, in: round, saying: own, waitsForEnding: waitsForEnding, unless: isEnded)
        let answer = try answering(words)
        try self.answer(subject, in: round, answer)
        return answer
    }

    /// For rank 0: what each rank says on a subject, in their order, with its own.
    ///
    /// - Parameters:
    ///   - waitsForEnding: whether a rank that ends early is to say it, too.
    ///   - isEnded: whether this rank waits no longer; who has said nothing by then is late.
    package func gather(
        _ subject: String, in round: Int = 0, saying own: [UInt8], waitsForEnding: Bool = true,
        unless isEnded: () -> Bool
    ) -> [Word] {
        var words = lost.withLock { $0.mapValues(Word.lost(lastSign:)) }
        words[rank] = .said(own)
        var requests = (0..<count).filter { words[$0] == nil }.map {
            Request(Self.key(subject, round), from: $0, on: launch)
        }
        var watches = Watches(of: requests.map(\.rank), since: .now + Self.quiet)
        while !requests.isEmpty {
            var until = MonotonicTime.now + Self.look
            for index in requests.indices {
                guard let bytes = requests[index].value(until: until, on: launch) else {
                    // One is waited for, and the others looked at.
                    until = .now
                    continue
                }
                words[requests[index].rank] = .said(bytes)
            }
            watches.look(on: launch, from: signs.number)
            for rank in watches.lost(after: patience) where words[rank] == nil {
                words[rank] = .lost(lastSign: watches.lastSign(of: rank))
                lost.withLock { $0[rank] = watches.lastSign(of: rank) }
            }
            for rank in isEnded() ? watches.ranks : [] where words[rank] == nil { words[rank] = .late }
            for rank in waitsForEnding ? [] : watches.ended where words[rank] == nil {
                words[rank] = .lost(lastSign: watches.lastSign(of: rank))
            }
            requests.removeAll { words[$0.rank] != nil }
            for rank in watches.ranks where words[rank] != nil { watches.drop(rank) }
        }
        return (0..<count).map { words[$0] ?? .lost(lastSign: .now) }
    }

    /// For rank 0: says what follows.
    package func answer(_ subject: String, in round: Int = 0, _ answer: [UInt8]) throws(LaunchError) {
        try launch.publish(answer, as: Self.answerKey(subject, round))
    }

    /// Says something on a subject: to rank 0, which gathers what all say, or to whoever asks.
    ///
    /// - Parameter round: counts up where the subject comes again.
    package func say(_ bytes: [UInt8], on subject: String, in round: Int = 0) throws(LaunchError) {
        try launch.publish(bytes, as: Self.key(subject, round))
    }

    /// For the others: what rank 0 says follows; nil where it is lost, or `isEnded` says that this rank waits no longer.
    package func hear(_ subject: String, in round: Int = 0, unless isEnded: () -> Bool = { false })
        -> [UInt8]?
    {
        request(Self.answerKey(subject, round), from: 0) { _ in isEnded() }
    }

    /// What a rank, which may be this one, says on a subject; nil where it is lost, or ends before it said that.
    package func hear(_ subject: String, from rank: Int, unless isEnded: () -> Bool = { false }) -> [UInt8]? {
        request(Self.key(subject, 0), from: rank) { $0.ending != nil || isEnded() }
    }

    private func request(
        _ key: String, from rank: Int, unless isEnded: (Watches) -> Bool
    ) -> [UInt8]? {
        guard lost.withLock({ $0[rank] == nil }) else { return nil }
        var answer = Request(key, from: rank, on: launch)
        var watches = Watches(of: [rank], since: .now + Self.quiet)
        while true {
            if let bytes = answer.value(until: .now + Self.look, on: launch) { return bytes }
            if isEnded(watches) { return nil }
            watches.look(on: launch, from: signs.number)
            if !watches.lost(after: patience).isEmpty { return nil }
        }
    }

    /// Gives no more signs, and waits, for rank 0, until the others have heard all that it said: what a rank published may
    /// go with it.
    package func part() {
        endSigns()
        if isFirst {
            let end = MonotonicTime.now + Self.patienceWithLeaving
            _ = gather(Self.parting, saying: [], unless: { .now > end })
        } else {
            // A launcher that takes no more has ended the run.
            try? say([], on: Self.parting)
        }
    }

    /// Leaves the launcher's care; the process is to end then, by `_exit`.
    package func leave() {
        endSigns()
        launch.leave(until: .now + Self.patienceWithLeaving)
    }

    private func endSigns() { signs.end(until: .now + Self.patienceWithLeaving) }

    /// Each is published once: of what is published again under a key some is never seen.
    private static func key(_ subject: String, _ round: Int) -> String {
        round == 0 ? subject : "\(subject).\(round)"
    }

    private static func answerKey(_ subject: String, _ round: Int) -> String {
        key(subject, round) + ".answer"
    }
}
