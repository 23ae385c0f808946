import Alluxio
import CommandLineOptions
import StressTest

/// How the proxies are reached.
enum AccessOptions {
    static let tls = Option.switch(
        "tls",
        help:
            "Speaks TLS with the proxies, of version 1.2 or later, and verifies their certificates and names."
    )
    static let caFile = Option(
        "ca-file", .text("FILE"),
        help:
            "With --tls: trusts the authorities whose certificates stand in this file (PEM), in the place of the system's."
    )
    static let insecure = Option.switch(
        "insecure",
        help: "With --tls: takes any certificate, so that anybody can be the proxy. The report warns of it.")

    static let all: [any AnyOption] = [
        tls, caFile, insecure, HeaderOptions.header, HeaderOptions.file, HTTPProxyOptions.proxy,
        HTTPProxyOptions.credentials,
    ]
    private static let secretFiles = [HeaderOptions.file, HTTPProxyOptions.credentials]

    static func access(_ options: ParsedOptions) throws(UsageError) -> Access {
        Access(
            tls: try tls(options), headers: try HeaderOptions.headers(options),
            httpProxy: try HTTPProxyOptions.httpProxy(options))
    }

    /// What the report has to say of how the proxies are reached.
    static func warnings(_ options: ParsedOptions) -> [String] {
        let unverified =
            options[insecure]
            ? ["--insecure: no proxy's certificate was verified: what answered may have been anybody"] : []
        return unverified
            + secretFiles.compactMap { option in
                guard let path = options[option], LocalPath(path).isReadByOthers else { return nil }
                return "--\(option.name): others than its owner can read '\(path)' (chmod 600 changes that)"
            }
    }

    /// The files that they name, which nothing may take the place of.
    static func files(_ options: ParsedOptions, with files: RunFiles) -> RunFiles {
        ([caFile] + secretFiles).reduce(files) { $0.with(options[$1], of: $1) }
    }

    /// Stops at an option that says how to reach proxies, where none is asked.
    static func refuse(_ options: ParsedOptions) throws(UsageError) {
        for option in all where options.isOnLine(option) {
            throw options.error(
                option, "is for reaching proxies, and with --home and --mount none is asked: leave it out")
        }
    }

    private static func tls(_ options: ParsedOptions) throws(UsageError) -> TLS? {
        guard options[tls] else {
            for option in [caFile, insecure] as [any AnyOption] where options.isOn(option) {
                throw options.error(option, "is for TLS: give --tls, too")
            }
            return nil
        }
        guard let path = options[caFile] else { return TLS(trust: options[insecure] ? .unverified : .system) }
        guard !options[insecure] else {
            throw options.error(
                insecure, "takes any certificate, and --ca-file is there to tell: give one of the two")
        }
        guard let certificates = Certificates(pem: try SmallFile.read(path, of: caFile, options)) else {
            throw options.error(
                caFile,
                "'\(path)' has no whole certificate in PEM, which begins with -----BEGIN CERTIFICATE-----")
        }
        return TLS(trust: .authorities(certificates))
    }
}
