import EmbeddedProxy
import OSThreads

/// The strikes of a proxy, as they come.
final class StrikeCollector: Sendable {
    private let records = Monitor<[FaultRecord]>([])

    var all: [FaultRecord] { records.withLock { $0 } }

    var sink: FaultSink { { [self] record in records.withLock { $0.append(record) } } }
}
