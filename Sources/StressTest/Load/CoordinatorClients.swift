import Alluxio

/// The coordinator's client during a run. It stays with one proxy for as long as that can be reached, and then looks through
/// the next: what the processes of other proxies do goes on, and is to be made sure of.
final class CoordinatorClients {
    private let deployment: Deployment
    private let dialect: Dialect
    private let state: RunState
    /// Of the proxy that was reached last.
    private(set) var client: AlluxioClient

    /// - Parameter client: of the first proxy.
    init(_ client: AlluxioClient, _ deployment: Deployment, _ dialect: Dialect, _ state: RunState) {
        self.client = client
        self.deployment = deployment
        self.dialect = dialect
        self.state = state
    }

    /// Runs `body`, which may be done twice, through the first proxy that can be reached; throws the failure of
    /// the last where none can.
    func look<Value>(_ body: (AlluxioClient) throws(AlluxioError) -> Value) throws(AlluxioError) -> Value {
        do { return try body(client) } catch {
            guard error.isOfAnUnreachableProxy else { throw error }
            for (index, proxy) in deployment.proxies.enumerated() where proxy != client.proxy {
                guard let other = try? self.client(ofProxy: index), let value = try? body(other) else {
                    continue
                }
                client = other
                return value
            }
            throw error
        }
    }

    private func client(ofProxy index: Int) throws(AlluxioError) -> AlluxioClient {
        let other = try Coordinator.client(ofProxy: index, deployment, dialect, state)
        other.isSettling = client.isSettling
        return other
    }
}

extension AlluxioError {
    fileprivate var isOfAnUnreachableProxy: Bool { isOfConnecting || code == .reset }
}
