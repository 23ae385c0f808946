import Alluxio

/// What is asked of every proxy before a run: that it is an Alluxio REST proxy, and one that does what it answers.
struct ProxyCheck {
    /// The version that the first proxy told.
    var version: String
    var dialect: Dialect
    /// After how long the proxies close streams.
    var streamTimeout: StreamTimeout?
    /// What there is to say of addresses that lead to several proxies.
    private var severalProxies: [String] = []

    init(_ deployment: Deployment, _ state: RunState) throws(NotStarted) {
        var proxies: [ProxySummary] = []
        for (index, address) in deployment.proxies.enumerated() {
            let answers = try Self.summaries(ofProxy: index, deployment, state)
            proxies += answers
            if let diagnosis = SeveralProxies.diagnosis(address, Set(answers.map(\.startTimeMs))) {
                severalProxies.append(diagnosis)
            }
        }
        version = proxies.first?.version ?? ""
        dialect = Dialect(version: version)
        streamTimeout = StreamTimeout(of: proxies)
    }

    /// Stops where a stream can't be used by the address at which it was opened.
    func requireOwnStreams() throws(NotStarted) {
        guard severalProxies.isEmpty else { throw NotStarted(severalProxies.joined(separator: "; ")) }
    }

    /// What the proxy says of itself, asked several times over one connection.
    private static func summaries(ofProxy index: Int, _ deployment: Deployment, _ state: RunState)
        throws(NotStarted) -> [ProxySummary]
    {
        let proxy = deployment.proxies[index]
        do throws(AlluxioError) {
            let client = try Coordinator.client(ofProxy: index, deployment, .v2, state)
            var answers: [ProxySummary] = []
            for _ in 0..<SeveralProxies.looks { answers.append(try client.proxySummary()) }
            _ = try client.getStatus(.root, as: FileSummary.self)
            return answers
        } catch {
            throw NotStarted(reason(error, proxy, byTLS: deployment.access.tls != nil))
        }
    }

    private static func reason(_ error: AlluxioError, _ proxy: ProxyAddress, byTLS: Bool) -> String {
        switch error.code {
        case .connect where error.isObstructed:
            return error.message
        case .resolve, .connect:
            return "nothing answers at \(proxy): \(error.message)"
        case .protocolViolation where error.httpStatus == 200 && error.answer?.firstBytes.isEmpty == true:
            return """
                the proxy at \(proxy) answers every REST request with an empty 200 and does nothing. That is \
                alluxio.proxy.s3.v2.version.enabled, on by default from Alluxio 2.9.3: set it to false in the proxy's \
                alluxio-site.properties and restart the proxy
                """
        // As many do that are spoken to plainly at their TLS port.
        case .reset where !byTLS && error.operation == .proxyInfo:
            return "what is at \(proxy) ends the connection without an answer: \(error.message);"
                + " if it speaks TLS, give --tls"
        case .protocolViolation, .http:
            return "what answers at \(proxy) is no Alluxio REST proxy: \(error.message)"
        default:
            return "the Alluxio behind \(proxy) does not answer: \(error.message)"
        }
    }
}
