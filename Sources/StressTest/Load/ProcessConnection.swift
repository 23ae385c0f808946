import Alluxio
import OSThreads

/// A process's client, made on its thread when it is first needed and ready before an iteration is released.
final class ProcessConnection {
    /// A connection that idled for so long is used before a release, so that no file of the iteration waits for a new one.
    private static let stale: Duration = .seconds(20)

    let proxy: ProxyAddress
    private let deployment: Deployment
    private let process: Int
    private let dialect: Dialect
    private let state: RunState
    private var client: AlluxioClient?
    private var used = MonotonicTime.now

    init(_ deployment: Deployment, process: Int, _ dialect: Dialect, _ state: RunState) {
        self.deployment = deployment
        self.process = process
        self.dialect = dialect
        self.state = state
        proxy = deployment.proxy(ofProcess: process)
    }

    /// The client, its connection standing.
    func ready() throws(AlluxioError) -> AlluxioClient {
        defer { used = .now }
        if let client {
            if MonotonicTime.now - used > Self.stale { try use(client) }
            return client
        }
        let client = try deployment.client(ofProcess: process, dialect: dialect, cutoff: state.cutoff)
        client.observer = { [recorder = state.processes[process]] in recorder.record($0) }
        try use(client)
        self.client = client
        return client
    }

    /// Warns where a call failed because the proxy's address leads to several proxies.
    func lookInto(_ error: AlluxioError) {
        if let client { state.lookInto(error, client) }
    }

    /// Makes the client's connection with the smallest call there is. (What a proxy says of itself is long.)
    private func use(_ client: AlluxioClient) throws(AlluxioError) {
        _ = try client.getStatus(.root, as: FileSummary.self)
    }
}
