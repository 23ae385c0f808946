import Alluxio
import OSThreads

/// Whether an address leads to several proxies, as that of a balancer does which hands each request to another of them. A
/// stream id is then unknown to the next proxy, or somebody else's stream.
///
/// The sign is that answers over one connection name different times at which their proxy was started.
final class SeveralProxies: Sendable {
    /// Before a run: enough for a balancer that takes turns, and most that draw.
    static let looks = 3
    /// Once a stream is unknown: enough for one that hands most requests to the same proxy.
    private static let closeLooks = 16

    private let lookedInto = Monitor<Set<ProxyAddress>>([])

    /// What there is to say of a proxy that doesn't know a stream that it gave a moment ago; nil where that is of no such
    /// kind, or has been looked into before.
    func diagnosis(of error: AlluxioError, _ client: AlluxioClient) -> String? {
        guard error.code == .noStream, lookedInto.withLock({ $0.insert(client.proxy).inserted }) else {
            return nil
        }
        var starts: Set<Int64> = []
        for _ in 0..<Self.closeLooks {
            guard let summary = try? client.proxySummary() else { return nil }
            starts.insert(summary.startTimeMs)
        }
        return Self.diagnosis(client.proxy, starts)
    }

    /// Of a proxy that named these times as its start's; nil where it is one.
    static func diagnosis(_ proxy: ProxyAddress, _ starts: Set<Int64>) -> String? {
        guard starts.count > 1 else { return nil }
        return """
            \(proxy) leads to several proxies, each with stream ids of its own, so that what is written to a stream may \
            reach another's: name each of them in --host, or let the balancer keep a client with one of them
            """
    }
}

extension RunState {
    /// Warns where a call failed because its address leads to several proxies.
    func lookInto(_ error: AlluxioError, _ client: AlluxioClient) {
        if let diagnosis = severalProxies.diagnosis(of: error, client) { warn(diagnosis) }
    }
}
