import Alluxio

/// Whether all proxies of a deployment show the same Alluxio. What was listed through one of them says nothing of another
/// Alluxio, on which nothing may then be deleted.
enum SameAlluxio {
    /// Looks at `folder`, which stands, through every proxy; throws where one shows another folder or none.
    static func check(_ folder: AlluxioPath, _ deployment: Deployment, _ dialect: Dialect, _ state: RunState)
        throws(NotStarted)
    {
        guard deployment.proxies.count > 1 else { return }
        var first: Int64?
        for (index, proxy) in deployment.proxies.enumerated() {
            let made = try creationTime(of: folder, through: index, deployment, dialect, state)
            guard made == first ?? made else {
                throw NotStarted(
                    "\(deployment.proxies[0]) and \(proxy) show different folders at \(folder): they are proxies of two Alluxios"
                )
            }
            first = made
        }
    }

    private static func creationTime(
        of folder: AlluxioPath, through index: Int, _ deployment: Deployment, _ dialect: Dialect,
        _ state: RunState
    ) throws(NotStarted) -> Int64 {
        do throws(AlluxioError) {
            let client = try Coordinator.client(ofProxy: index, deployment, dialect, state)
            return try client.getStatus(folder, as: FileSummary.self).creationTimeMs
        } catch {
            let proxy = deployment.proxies[index]
            throw NotStarted(
                error.code == .notFound
                    ? "\(proxy) shows no \(folder), which \(deployment.proxies[0]) shows: they are proxies of two Alluxios"
                    : "\(folder) can't be looked at through \(proxy): \(error.message)")
        }
    }
}
