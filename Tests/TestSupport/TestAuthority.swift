import OSThreads

/// An authority of a test's own, and the certificates that it signs, made by the `openssl` program.
public final class TestAuthority: Sendable {
    /// A certificate and its key, in PEM; both are paths.
    public struct Certificate: Sendable {
        public var file: String
        public var key: String
        fileprivate let folder: TemporaryFolder
    }

    private let folder: TemporaryFolder
    /// The path of the authority's own certificate, in PEM.
    public var file: String { folder.path("authority.pem") }
    /// What stands in it.
    public var pem: [UInt8] { get throws { try folder.read("authority.pem") } }

    public init() throws {
        folder = try TemporaryFolder()
        try run(
            """
            openssl req -x509 \(Self.newKey) -keyout authority.key -out authority.pem -days 2 \
                -subj "/CN=An authority of the tests"
            """)
    }

    /// Signs a certificate.
    ///
    /// - Parameters:
    ///   - names: as `IP:127.0.0.1` or `DNS:localhost`.
    ///   - days: from now on; it has expired where negative.
    public func sign(_ names: String, days: Int = 2) throws -> Certificate {
        let name = "server-" + String(UInt32.random(in: .min ... .max), radix: 36)
        try run(
            """
            openssl req \(Self.newKey) -keyout \(name).key -out \(name).csr -subj "/CN=A server of the tests"
            echo "subjectAltName=\(names)" >\(name).names
            openssl x509 -req -in \(name).csr -CA authority.pem -CAkey authority.key -CAcreateserial \
                -extfile \(name).names -days \(days) -out \(name).pem
            """)
        return Certificate(
            file: folder.path(name + ".pem"), key: folder.path(name + ".key"), folder: folder)
    }

    private static let newKey = "-newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes"

    private func run(_ script: String) throws {
        let shell = try Subprocess(
            "/bin/sh", ["-ec", "cd \(folder.path); exec >openssl.log 2>&1; \(script)"])
        guard shell.wait() == .exited(0) else {
            throw Failed(output: String(decoding: try folder.read("openssl.log"), as: UTF8.self))
        }
    }

    private struct Failed: Error { var output: String }
}
