import Alluxio

/// What is asked of every proxy before a run: that it is an Alluxio REST proxy, and one that does what it answers.
struct ProxyCheck {
    /// The version that the first proxy told.
    var version: String
    var dialect: Dialect

    init(_ deployment: Deployment, recorder: Recorder) throws(NotStarted) {
        var versions: [String] = []
        for index in deployment.proxies.indices {
            versions.append(try Self.version(ofProxy: index, deployment, recorder))
        }
        version = versions.first ?? ""
        dialect = Dialect(version: version)
    }

    private static func version(ofProxy index: Int, _ deployment: Deployment, _ recorder: Recorder)
        throws(NotStarted)
        -> String
    {
        let proxy = deployment.proxies[index]
        do throws(AlluxioError) {
            let client = try deployment.client(ofProcess: index, dialect: .v2)
            client.observer = { recorder.record($0) }
            let version = try client.proxyVersion()
            _ = try client.getStatus(.root, as: FileSummary.self)
            return version
        } catch {
            throw NotStarted(reason(error, proxy))
        }
    }

    private static func reason(_ error: AlluxioError, _ proxy: ProxyAddress) -> String {
        switch error.code {
        case .resolve, .connect:
            return "nothing answers at \(proxy): \(error.message)"
        case .protocolViolation where error.httpStatus == 200 && error.answer?.firstBytes.isEmpty == true:
            return """
                the proxy at \(proxy) answers every REST request with an empty 200 and does nothing. That is \
                alluxio.proxy.s3.v2.version.enabled, on by default from Alluxio 2.9.3: set it to false in the proxy's \
                alluxio-site.properties and restart the proxy
                """
        case .protocolViolation, .http:
            return "what answers at \(proxy) is no Alluxio REST proxy: \(error.message)"
        default:
            return "the Alluxio behind \(proxy) does not answer: \(error.message)"
        }
    }
}
