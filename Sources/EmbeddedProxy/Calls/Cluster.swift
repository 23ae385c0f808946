import Glibc
import OSThreads
import WebServer

/// What the proxy's calls work on. Its locks are held for metadata alone, never while a file's bytes move.
final class Cluster: Sendable {
    let namespace: Monitor<Namespace>
    let streams: StreamTable
    let dialect: Dialect
    /// Whether nothing is done, and every call is answered with an empty 200.
    private let answersEmpty: Bool
    let startTimeMs: Int64
    /// Whether a close too soon after a cut upload keeps a block reserved for good.
    let leaksReservations: Bool
    /// For what calls don't answer of themselves, but store or look up.
    let faults: FaultInjector
    let clock: MonotonicClock

    init(
        _ configuration: EmbeddedProxy.Configuration = .init(), storage: Storage = .memory,
        faults: FaultInjector = FaultInjector(seed: 0), clock: @escaping MonotonicClock = { .now }
    ) {
        dialect = configuration.version.dialect
        answersEmpty = configuration.s3V2
        startTimeMs = Self.nowMs()
        var attributes = Attributes()
        attributes.ttlAction = dialect.ttlAction
        namespace = Monitor(
            Namespace(
                in: storage, worker: configuration.capacity.map(Worker.init), usual: attributes,
                now: startTimeMs, clock: clock))
        streams = StreamTable(timeout: configuration.streamTimeout, clock: clock)
        leaksReservations = configuration.leaksReservations
        self.faults = faults
        self.clock = clock
    }

    /// Milliseconds since 1970.
    static func nowMs() -> Int64 {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
    }

    /// What becomes of a request.
    func reception(of head: RequestHead) -> Reception {
        let route: Route
        do {
            if answersEmpty, try Route.reachesAPI(head) { return .body(DiscardedBody { Response(200) }) }
            route = try Route(head)
        } catch {
            return .body(CollectedBody { [dialect] _ in error.response(to: head, in: dialect) })
        }
        switch route {
        case .proxyInfo:
            return .body(CollectedBody { [self] _ in proxyInfo() })
        case .path(let operation, let text, let query):
            return .body(
                CollectedBody { [self] body in perform(operation, on: text, query, options: body, head) })
        case .stream(.write, let id):
            guard let writer = streams.writer(id) else {
                return .answer(AlluxioFailure.noSuchStream.response(in: dialect))
            }
            return .body(Upload(writer, self))
        case .stream(.read, let id):
            return .body(CollectedBody { [self] _ in read(id, head) })
        case .stream(.close, let id):
            return .body(CollectedBody { [self] _ in close(id) })
        }
    }
}
