import Alluxio
import EmbeddedProxy
import TestSupport
import Testing

@Suite("Starting and stopping the embedded proxy", .ownThread, .timeLimit(.minutes(3)))
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
