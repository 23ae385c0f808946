import Alluxio
import EmbeddedProxy
import TestSupport
import Testing

@Suite("Starting and stopping the embedded proxy", .ownThread, .timeLimit(.minutes(20)))
struct StartTests {
    @Test("it says the port it got, and on what addresses", arguments: ["127.0.0.1", "::1"])
    func addresses(address: String) throws {
        let proxy = try EmbeddedProxy(.init(listenAddress: address, port: 0))
        defer { proxy.stop() }
        #expect(proxy.port > 0)
        let client = try AlluxioClient(ProxyAddress(host: address, port: proxy.port))
        #expect(try client.proxyInfo().version == "2.9.6")
    }

    @Test("by default it is Alluxio's port, on loopback")
    func defaults() {
        let configuration = EmbeddedProxy.Configuration()
        #expect(configuration.listenAddress == "127.0.0.1" && configuration.port == 39999)
    }

    @Test("a port that is taken, and what is no address, are refused")
    func refused() throws {
        let proxy = try EmbeddedProxy(.init(port: 0))
        defer { proxy.stop() }
        let taken = #expect(throws: EmbeddedProxyError.self) { try EmbeddedProxy(.init(port: proxy.port)) }
        #expect(
            taken?.message
                == "could not listen on 127.0.0.1 port \(proxy.port): Address already in use")
        for (address, port) in [("localhost", 0), ("256.0.0.1", 0), ("127.0.0.1", 70000), ("127.0.0.1", -1)] {
            #expect(throws: EmbeddedProxyError.self) {
                try EmbeddedProxy(.init(listenAddress: address, port: port))
            }
        }
    }

    @Test("limits that are none are refused")
    func noLimits() {
        let wrong: [(String, @Sendable (inout EmbeddedProxy.Configuration) -> Void)] = [
            ("a capacity of 0 bytes has room for nothing", { $0.capacity = 0 }),
            ("a capacity of -1 bytes has room for nothing", { $0.capacity = -1 }),
            ("the stream timeout 0.0 seconds is not above zero", { $0.streamTimeout = .zero }),
            (
                "the idle timeout 1.5 seconds is not a whole number of seconds above zero",
                { $0.idleTimeout = .milliseconds(1500) }
            ),
            (
                "the idle timeout 0.0 seconds is not a whole number of seconds above zero",
                { $0.idleTimeout = .zero }
            ),
        ]
        for (message, set) in wrong {
            let refused = #expect(throws: EmbeddedProxyError.self) { try Fixture(set) }
            #expect(refused?.message == message)
        }
    }

    @Test(
        "an idle connection is closed after its time, and an upload that pauses is cut",
        arguments: [true, false])
    func idle(uploads: Bool) throws {
        let fixture = try Fixture { $0.idleTimeout = .seconds(1) }
        let stream = try fixture.client.createFile(AlluxioPath("/f"), .with { $0.blockSizeBytes = 1 })
        let raw: RawConnection
        if uploads {
            raw = try fixture.beginUpload(pattern(1000), to: stream)
        } else {
            raw = try RawConnection(port: fixture.proxy.port)
            raw.sendHead("GET", "/api/v1/proxy/info")
            #expect(raw.answer()?.status == 200)
        }
        #expect(raw.isEnded())
        // F3: whoever closes the stream gets what came, and a 200.
        let other = try AlluxioClient(ProxyAddress(host: "127.0.0.1", port: fixture.proxy.port))
        try other.close(stream)
        #expect(try other.getStatus(AlluxioPath("/f")).length == (uploads ? 1000 : 0))
    }

    @Test(
        "the stream timeout is told as Alluxio tells it",
        arguments: [
            (.seconds(3600), "1hour"), (.seconds(120), "2min"), (.seconds(90), "90sec"),
            (.milliseconds(1500), "1500ms"),
        ] as [(Duration, String)])
    func timeoutText(timeout: Duration, text: String) throws {
        let fixture = try Fixture { $0.streamTimeout = timeout }
        let raw = try RawConnection(port: fixture.proxy.port)
        raw.sendHead("GET", "/api/v1/proxy/info")
        #expect(raw.answer()?.text.contains(#""alluxio.proxy.stream.cache.timeout":"\#(text)""#) == true)
    }

    @Test("stopping ends kept connections, uploads and answers under way, and gives the port back")
    func stopping() throws {
        let fixture = try Fixture()
        try fixture.store(Array(repeating: 1, count: 30_000_000), at: AlluxioPath("/large"))
        let reader = try fixture.client.openFile(AlluxioPath("/large"))
        let reading = try RawConnection(port: fixture.proxy.port, receiveBufferBytes: 64 << 10)
        reading.sendHead("POST", "/api/v1/streams/\(reader.id.rawValue)/read", ["Content-Length": "0"])
        let idle = try RawConnection(port: fixture.proxy.port)
        idle.sendHead("GET", "/api/v1/proxy/info")
        #expect(idle.answer()?.status == 200)
        let stream = try fixture.client.createFile(AlluxioPath("/f"), .with { $0.blockSizeBytes = 1 })
        let uploading = try fixture.beginUpload(pattern(1000), to: stream)

        fixture.proxy.stop()
        #expect(idle.isEnded() && uploading.isEnded())
        #expect(reading.answer()?.isWhole != true)
        let again = try EmbeddedProxy(.init(port: fixture.proxy.port))
        again.stop()
        again.stop()
    }
}
