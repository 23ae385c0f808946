import Glibc

/// nginx at work in front of another server, on a port and in a folder of its own.
public final class Nginx: Sendable {
    public let port: Int
    private let folder: TemporaryFolder
    private let program: RunningTool

    /// - Parameters:
    ///   - certificate: with one it speaks TLS.
    ///   - location: what it does with every request, in the words of its configuration.
    ///   - settings: more for the server.
    ///   - more: more beside the server.
    public init(
        _ certificate: TestAuthority.Certificate? = nil, location: String, settings: String = "",
        more: String = ""
    ) throws {
        folder = try TemporaryFolder()
        var tls = ""
        if let certificate {
            tls = "ssl_certificate \(certificate.file); ssl_certificate_key \(certificate.key);"
        }
        // Nobody can hand it a port that is free for sure; these are none that the system gives to connections.
        for _ in 0..<20 {
            let port = Int.random(in: 20_000..<32_000)
            let listen = "listen 127.0.0.1:\(port)\(certificate == nil ? "" : " ssl");"
            try folder.write(
                Array(Self.configuration("\(listen) \(tls) \(settings)", location, more).utf8),
                to: "nginx.conf")
            let program = try RunningTool(
                "/usr/sbin/nginx", ["-p", folder.path, "-c", "nginx.conf", "-e", "stderr"],
                folder: folder.path,
                environment: [])
            // It says so when it listens.
            if program.output({ $0.contains("event method") ? true : nil }) == true {
                (self.port, self.program) = (port, program)
                return
            }
        }
        throw DidNotStart()
    }

    /// In front of a server on 127.0.0.1.
    public convenience init(
        _ certificate: TestAuthority.Certificate? = nil, to port: Int, settings: String = ""
    )
        throws
    {
        try self.init(certificate, location: "proxy_pass http://127.0.0.1:\(port);", settings: settings)
    }

    /// In front of several, each request to the next of them.
    ///
    /// - Parameter servers: on 127.0.0.1, each with how many requests of a round are its.
    public convenience init(before servers: [(port: Int, weight: Int)]) throws {
        let lines = servers.map { "server 127.0.0.1:\($0.port) weight=\($0.weight) max_fails=0;" }
        try self.init(
            location: "proxy_pass http://servers;",
            more: "upstream servers { \(lines.joined(separator: " ")) }")
    }

    deinit { kill() }

    /// Ends it at once, without a word to anybody.
    public func kill() { program.send(signal: SIGKILL) }

    private struct DidNotStart: Error {}

    private static func configuration(_ server: String, _ location: String, _ more: String) -> String {
        let folders = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map { "\($0)_temp_path \($0);" }
        return """
            daemon off; master_process off; pid nginx.pid; error_log stderr notice;
            events {}
            http {
                access_log off; client_max_body_size 0; proxy_http_version 1.1;
                proxy_buffering off; proxy_request_buffering off; \(folders.joined(separator: " "))
                \(more)
                server { \(server)
                    location / { \(location) }
                }
            }
            """
    }
}
