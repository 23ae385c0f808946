import Glibc
import HTTP
import OSThreads
import TestSupport
import Testing

/// An authority and a server that answers 200 to everything, spoken to by TLS through nginx.
private struct Site {
    let authority: TestAuthority
    let server: ScriptedServer
    let nginx: Nginx

    init(
        _ names: String = "IP:127.0.0.1", days: Int = 2, settings: String = "",
        answering: @escaping ScriptedServer.Handler = { _ in [.text(200, "hello")] }
    ) throws {
        authority = try TestAuthority()
        server = try ScriptedServer(handler: answering)
        nginx = try Nginx(authority.sign(names, days: days), to: server.port, settings: settings)
    }

    func trust() throws -> TLS.Trust {
        .authorities(try #require(Certificates(pem: try authority.pem)))
    }

    /// - Parameter port: where it is asked, if not at its own.
    func connection(
        _ trust: TLS.Trust? = nil, host: String = "127.0.0.1", through port: Int? = nil,
        within connectTimeout: Duration = .seconds(30)
    ) throws -> HTTPConnection {
        var configuration = HTTPConnection.Configuration()
        configuration.access.tls = TLS(trust: try trust ?? self.trust())
        configuration.connectTimeout = connectTimeout
        return try HTTPConnection(host: host, port: port ?? nginx.port, configuration: configuration)
    }
}

@Suite("TLS", .ownThread, .timeLimit(.minutes(20)))
struct TLSTests {
    /// Expects that no connection comes to stand because of `obstacle`, and that nothing was asked of the server.
    private func expect(
        _ obstacle: Obstacle?, _ connection: HTTPConnection, at site: Site,
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        let failure = #expect(throws: HTTPFailure.self, sourceLocation: sourceLocation) {
            try connection.send(.post("/x"), limits: .init(answer: .seconds(30)))
        }
        #expect(failure?.kind == .connect, "\(failure?.message ?? "")", sourceLocation: sourceLocation)
        #expect(failure?.obstacle == obstacle, "\(failure?.message ?? "")", sourceLocation: sourceLocation)
        #expect(failure?.requestSent == false, sourceLocation: sourceLocation)
        #expect(site.server.requests.isEmpty, sourceLocation: sourceLocation)
    }

    @Test("stands with who has a certificate of a trusted authority")
    func trusted() throws {
        let site = try Site()
        let connection = try site.connection()
        let first = try connection.send(.post("/x"), limits: .init())
        #expect(String(decoding: first.body, as: UTF8.self) == "hello" && first.connectTime != nil)
        let second = try connection.send(.post("/x", body: .bytes(bytes("body"))), limits: .init())
        #expect(second.status == 200 && second.connectTime == nil)
        #expect(site.server.requests.map(\.text) == ["", "body"])
    }

    @Test("takes its handshake into the time of connecting")
    func connectTime() throws {
        let site = try Site()
        // A connection of TCP comes to stand with the relay itself, which keeps nobody waiting.
        let relay = try TCPRelay(to: "127.0.0.1", port: site.nginx.port) { _, _ in usleep(100_000) }
        let response = try site.connection(through: relay.port).send(.post("/x"), limits: .init())
        #expect(try #require(response.connectTime) > .milliseconds(200), "a way there and one back")
    }

    @Test("streams both ways")
    func streams() throws {
        let sent = (0..<3_000_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        let site = try Site(answering: { [.chunked(status: 200, pieces: [$0.body, [1, 2, 3]])] })
        let connection = try site.connection()
        var (place, got) = (0, [UInt8]())
        _ = try connection.send(
            .post(
                "/x",
                body: .stream { buffer in
                    let piece = sent[place..<min(place + buffer.count, sent.count)]
                    buffer.copyBytes(from: piece)
                    place += piece.count
                    return piece.count
                }), limits: .init(stall: .seconds(60)), receive: { got += $0 })
        #expect(got == sent + [1, 2, 3])
    }

    @Test("is refused to a certificate of an authority that is not trusted, the system's ones and others")
    func unknownAuthority() throws {
        let site = try Site()
        expect(.unknownAuthority, try site.connection(.system), at: site)
        expect(.unknownAuthority, try site.connection(Site().trust()), at: site)
    }

    @Test("is refused to a certificate of another name")
    func otherName() throws {
        let site = try Site("DNS:localhost")
        expect(.otherName, try site.connection(), at: site)
        #expect(try site.connection(host: "localhost").send(.post("/x"), limits: .init()).status == 200)
    }

    @Test("is refused to a certificate that has expired")
    func expired() throws {
        let site = try Site(days: -1)
        expect(.notValidNow, try site.connection(), at: site)
    }

    @Test("is refused to who speaks only an older version")
    func old() throws {
        let site = try Site(settings: "ssl_protocols TLSv1.1; ssl_ciphers ALL:@SECLEVEL=0;")
        expect(.oldTLS, try site.connection(), at: site)
    }

    @Test("is not taken for granted: a server that speaks none is told apart")
    func none() throws {
        let site = try Site()
        let plain = try Nginx(to: site.server.port)
        expect(.noTLS, try site.connection(through: plain.port), at: site)
    }

    @Test("unverified takes any certificate, of any name")
    func unverified() throws {
        for site in [try Site("DNS:other.example"), try Site(days: -1)] {
            #expect(try site.connection(.unverified).send(.post("/x"), limits: .init()).status == 200)
        }
    }

    @Test("whose handshake is not answered ends with the time to connect")
    func silent() throws {
        let site = try Site()
        let relay = try TCPRelay(to: "127.0.0.1", port: site.nginx.port)
        relay.cut(after: 1, .stall)
        expect(nil, try site.connection(through: relay.port, within: .milliseconds(500)), at: site)
    }

    @Test("whose handshake is cut off is no connection", arguments: [TCPRelay.Cut.close, .reset])
    func cutHandshake(cut: TCPRelay.Cut) throws {
        let site = try Site()
        let relay = try TCPRelay(to: "127.0.0.1", port: site.nginx.port)
        relay.cut(after: 100, cut)
        expect(nil, try site.connection(through: relay.port), at: site)
    }

    @Test("that ends without a word before the answer is `reset`, within it `cut`", arguments: [false, true])
    func killed(withinAnswer: Bool) throws {
        let head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n"
        let site = try Site(answering: { _ in (withinAnswer ? [.raw(bytes(head))] : []) + [.stall] })
        let connection = try site.connection()
        let (server, nginx) = (site.server, site.nginx)
        if !withinAnswer {
            try OSThread {
                _ = server.requests(atLeast: 1, within: 60)
                nginx.kill()
            }.detach()
        }
        let failure = #expect(throws: HTTPFailure.self) {
            try connection.send(
                .post("/x"), limits: .init(answer: .seconds(60), stall: .seconds(60)),
                receive: { _ in nginx.kill() })
        }
        #expect(failure?.kind == (withinAnswer ? .cut : .reset), "\(failure?.message ?? "")")
    }

    @Test(
        "a request on a kept connection that dies is not sent again", arguments: [TCPRelay.Cut.close, .reset])
    func sentOnce(cut: TCPRelay.Cut) throws {
        let site = try Site()
        let relay = try TCPRelay(to: "127.0.0.1", port: site.nginx.port)
        let connection = try site.connection(through: relay.port)
        _ = try connection.send(.post("/x"), limits: .init())
        relay.cut(after: 1, cut)
        let failure = #expect(throws: HTTPFailure.self) {
            try connection.send(.post("/x"), limits: .init(answer: .seconds(30)))
        }
        #expect(failure?.kind == .reset && failure?.requestSent == true, "\(failure?.message ?? "")")
        #expect(site.server.requests.count == 1)
        #expect(try connection.send(.post("/x"), limits: .init()).status == 200)
    }

    @Test("certificates are those of a file in PEM, and nothing else is one")
    func certificates() throws {
        let authority = try TestAuthority()
        let file = try authority.pem
        let text = String(decoding: file, as: UTF8.self)
        #expect(Certificates(pem: file) != nil)
        #expect(Certificates(pem: file + bytes("\nand a word\n") + file) != nil)
        let certificate = try authority.sign("IP:127.0.0.1")
        let key = try withExtendedLifetime(certificate) { try bytes(ofFile: certificate.key) }
        for wrong in [
            [], bytes("hello"), key, Array(file.dropLast(40)),
            bytes(text.replacing("END CERTIFICATE", with: "END")),
            bytes("-----BEGIN CERTIFICATE-----\naGVsbG8=\n-----END CERTIFICATE-----\n"),
            file + file.dropLast(40),
        ] {
            #expect(Certificates(pem: wrong) == nil, "\(String(decoding: wrong, as: UTF8.self))")
        }
    }
}
