import OSThreads

/// What every rank publishes again and again, so that those that wait for it know that it lives. A launcher's barrier tells
/// of no rank that died, and one that is slow must be waited for.
struct SignOfLife: Equatable {
    /// Why the rank ends before its last iteration; nil while it goes on.
    var ending: String?

    init(ending: String?) { self.ending = ending }

    init(_ bytes: [UInt8]) { ending = bytes.isEmpty ? nil : String(decoding: bytes, as: UTF8.self) }

    var bytes: [UInt8] { ending.map { Array($0.utf8) } ?? [] }

    /// Each has a key of its own: what is published again under one is sometimes never seen.
    static func key(_ number: Int) -> String { "sign.\(number)" }
}

/// When which sign is due. With each the launcher is handed all of a rank's keys anew, so a long run has fewer.
extension SignOfLife {
    private static let often: (period: Duration, count: Int) = (.seconds(3), 200)
    private static let seldom: Duration = .seconds(30)
    /// A rank that has missed so many is lost.
    private static let missed = 5

    /// From a sign to the next.
    static func period(after number: Int) -> Duration { number < often.count ? often.period : seldom }

    /// After which silence a rank is lost that has given this sign.
    static func patience(after number: Int) -> Duration { period(after: number) * missed }

    /// When a sign is due, from the first one on.
    static func time(of number: Int) -> Duration {
        often.period * min(number, often.count) + seldom * max(0, number - often.count)
    }

    /// The last one that was due.
    static func number(at time: Duration) -> Int {
        let frequent = often.period * often.count
        return time < frequent
            ? whole(time, by: often.period) : often.count + whole(time - frequent, by: seldom)
    }

    /// How often a period of whole seconds is in a time.
    private static func whole(_ time: Duration, by period: Duration) -> Int {
        Int(time.components.seconds / period.components.seconds)
    }
}
