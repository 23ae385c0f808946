import Alluxio

/// What a run does besides its processes.
enum Coordinator {
    /// A client for listings and confirming; what it does is recorded as the coordinator's.
    static func client(_ deployment: Deployment, _ dialect: Dialect, _ state: RunState) throws(NotStarted)
        -> AlluxioClient
    {
        do throws(AlluxioError) {
            let client = try deployment.client(ofProcess: 0, dialect: dialect)
            client.observer = { state.coordinator.record($0) }
            return client
        } catch {
            throw NotStarted(error.message)
        }
    }
}
