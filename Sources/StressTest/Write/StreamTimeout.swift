import Alluxio
import Measurement

/// A proxy closes a stream that no call has begun to use for so long: an upload that lasts longer is cut, although its bytes
/// flow, as soon as others open streams.
struct StreamTimeout: Sendable {
    var duration: Duration

    /// Nil where no proxy tells. Of several the shortest.
    init?(of proxies: [ProxySummary]) {
        guard let shortest = proxies.compactMap(\.streamTimeout).min() else { return nil }
        duration = shortest
    }

    /// Says of the failure of an upload that was under way for so long that this may be why.
    func explain(_ error: AlluxioError, after upload: Duration) -> AlluxioError {
        guard upload >= duration, error.mayBeOfTheProxy else { return error }
        var error = error
        error.message +=
            "; the upload had been under way for \(words(upload.tenths)), and the proxy closes streams after"
            + " \(words(duration)), though bytes flow: \(Self.advice)"
        return error
    }

    /// Of uploads that were not cut, and came near it.
    func warnings(_ outcome: Outcome) -> [String] {
        guard let writes = outcome.operations[Operation.write.rawValue] else { return [] }
        let longest = writes.latency.max
        guard longest > duration / 2 else { return [] }
        return [
            "the longest upload took \(words(longest.tenths)), more than half of the \(words(duration)) after which the"
                + " proxy closes streams, though bytes flow: \(Self.advice)"
        ]
    }

    private static let advice = "raise \(ProxySummary.streamTimeoutProperty), or write smaller files"
}

extension AlluxioError {
    /// Whether the proxy may have brought it about.
    fileprivate var mayBeOfTheProxy: Bool { code != .local && code != .cancelled && code != .twoRuns }
}

extension Duration {
    /// Rounded to tenths of a second.
    fileprivate var tenths: Duration { .milliseconds(Int64((seconds * 10).rounded()) * 100) }
}
