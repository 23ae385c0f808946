import Alluxio

/// What a run does besides its processes.
enum Coordinator {
    /// A client of one of the proxies, by its place among them; what it does is recorded as the coordinator's.
    static func client(ofProxy index: Int, _ deployment: Deployment, _ dialect: Dialect, _ state: RunState)
        throws(AlluxioError) -> AlluxioClient
    {
        let client = try deployment.client(ofProcess: index, dialect: dialect, cutoff: state.cutoff)
        client.observer = { [coordinator = state.coordinator] in coordinator.record($0) }
        return client
    }

    /// A client for listings and confirming; what it does is recorded as the coordinator's.
    static func client(_ deployment: Deployment, _ dialect: Dialect, _ state: RunState) throws(NotStarted)
        -> AlluxioClient
    {
        do throws(AlluxioError) {
            return try client(ofProxy: 0, deployment, dialect, state)
        } catch {
            throw NotStarted(error.message)
        }
    }
}
