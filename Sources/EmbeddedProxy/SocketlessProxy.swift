import OSThreads
import SelfDescribingData
import WebServer

/// The proxy's calls and its control port's without a socket, for the fuzz targets. Time passes as its requests come.
@_spi(Fuzzing)
public final class SocketlessProxy {
    private let calls: FaultyCalls
    private let clock = Monitor(MonotonicTime.now)
    private let timeBetweenRequests: Duration

    /// Of a cluster that has nothing but the root.
    ///
    /// - Parameter timeBetweenRequests: By which streams and cut uploads age.
    public init(_ configuration: EmbeddedProxy.Configuration = .init(), timeBetweenRequests: Duration = .zero)
    {
        let injector = FaultInjector(
            configuration.faults, seed: configuration.seed, sink: configuration.faultSink)
        let cluster = Cluster(configuration, faults: injector) { [clock] in clock.withLock { $0 } }
        calls = FaultyCalls(cluster: cluster, injector: injector)
        self.timeBetweenRequests = timeBetweenRequests
    }

    /// Answers a request, and reads the answer to its end; the HTTP status, nil where the connection was cut.
    ///
    /// - Parameters:
    ///   - body: Comes in these pieces.
    ///   - breaksOff: Whether the connection breaks behind the last of them, before the body's end.
    public func answer(
        method: String, target: String, contentType: String?, accept: String?, body: [[UInt8]],
        breaksOff: Bool = false
    ) -> Int? {
        clock.withLock { [timeBetweenRequests] in $0 = $0 + timeBetweenRequests }
        let head = RequestHead(
            method: method, target: target, contentType: contentType, accept: accept, client: PatientClient(),
            byteCount: method.utf8.count + target.utf8.count)
        switch calls.reception(of: head, pause: { _ in }) {
        case .answer(let response): return Self.drain(response)
        case .body(let receiver):
            for piece in body where !receiver.receive(piece.span.bytes) {
                receiver.brokeOff()
                return receiver.refusal?.status
            }
            guard !breaksOff else {
                receiver.brokeOff()
                return nil
            }
            return Self.drain(receiver.end())
        }
    }

    /// Answers a request to the control port; the HTTP status.
    public func answerOfControlPort(method: String, target: String, body: [UInt8]) -> Int? {
        let call = ControlCall(proxy: self, RequestHead(method: method, target: target))
        return Self.drain(call.answer(body))
    }

    private static func drain(_ response: Response) -> Int? {
        guard response.status != 0 else { return nil }
        guard case .stream(let source, _) = response.body else { return response.status }
        return withUnsafeTemporaryAllocation(byteCount: 4 << 10, alignment: 16) { memory in
            while true {
                var buffer = BodyBuffer(memory)
                guard source.fill(&buffer) else { return nil }
                if buffer.count == 0 { return response.status }
            }
        }
    }

    /// The first bytes of a generated file.
    public static func generatedData(file: Int, version: Int = 1, count: Int) -> [UInt8] {
        let identity = Identity(
            run: 1, node: 1, process: 1, file: UInt16(truncatingIfNeeded: file),
            version: UInt32(truncatingIfNeeded: version))
        return identity.data(at: 0, count: count)
    }
}

extension SocketlessProxy: Controlled {
    public func add(_ faults: [Fault]) { calls.injector.add(faults) }
    public func removeFaults() { calls.injector.removeAll() }
    public var state: ProxyState { ProxyState(of: calls.cluster, calls.injector) }
}

/// Is there as long as anybody waits, for whom all time passes at once.
private struct PatientClient: Client {
    func wait(for duration: Duration) -> Bool { true }
    func waitUntilItLeaves() {}
    func waitAnyway(for duration: Duration) -> Bool { true }
    func reset() {}
    func send(_ bytes: [UInt8]) -> Bool { true }
}
