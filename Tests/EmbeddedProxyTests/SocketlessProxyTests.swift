@_spi(Fuzzing) import EmbeddedProxy
import Testing

@Suite("The proxy's calls without a socket")
struct SocketlessProxyTests {
    private let proxy = SocketlessProxy()

    private func post(_ target: String, _ body: [UInt8]..., breaksOff: Bool = false) -> Int? {
        Self.post(proxy, target, body, breaksOff: breaksOff)
    }

    private static func post(
        _ proxy: SocketlessProxy, _ target: String, _ body: [[UInt8]] = [], breaksOff: Bool = false
    ) -> Int? {
        proxy.answer(
            method: "POST", target: "/api/v1/" + target,
            contentType: target.hasSuffix("/write") ? octets : "application/json", accept: nil, body: body,
            breaksOff: breaksOff)
    }

    @Test("are answered one after another, each by what those before it did")
    func row() {
        #expect(post("paths//f/open-file") == 500)
        #expect(post("paths//f/create-file", Array("{\"recurs".utf8), Array("ive\": true}".utf8)) == 200)
        #expect(
            post("streams/1/write", SocketlessProxy.generatedData(file: 1, count: 20_000), [1, 2]) == 200)
        #expect(post("streams/1/close") == 200)
        #expect(post("paths//f/open-file") == 200)
        #expect(post("streams/2/read") == 200)
        #expect(post("streams/1/close") == 500)
    }

    @Test("cut the connection of a body that is too large")
    func cut() {
        #expect(post("paths//f/create-file", [UInt8](repeating: 32, count: 2 << 20)) == nil)
    }

    @Test("are those of a cut upload where the body breaks off")
    func breaksOff() {
        #expect(post("paths//f/create-file") == 200)
        #expect(post("streams/1/write", [1, 2, 3], breaksOff: true) == nil)
        #expect(post("streams/1/close") == 200)
        #expect(proxy.state.bytes == 3)
    }

    @Test("are struck by faults, which waste no time, and which the control port adds and takes away")
    func faults() throws {
        #expect(
            proxy.answerOfControlPort(method: "POST", target: "/faults", body: Array("lost:x".utf8)) == 400)
        let faults = "404:operation=exists\nhang:operation=delete:seconds=9999\nstall:seconds=9999"
        #expect(proxy.answerOfControlPort(method: "POST", target: "/faults", body: Array(faults.utf8)) == 200)
        #expect(post("paths//f/exists") == 404)
        #expect(post("paths//f/delete") == nil)
        #expect(post("paths//f/create-file") == 200)
        #expect(post("streams/1/write", [UInt8](repeating: 7, count: 20_000)) == 200)
        #expect(post("streams/1/close") == 200)
        #expect(post("paths//f/open-file") == 200)
        #expect(post("streams/2/read") == 200)
        #expect(proxy.state.faults.map(\.struck) == [1, 1, 1])
        #expect(proxy.answerOfControlPort(method: "DELETE", target: "/faults", body: []) == 200)
        #expect(post("paths//f/exists") == 200)
    }

    @Test("age streams by the time between requests")
    func ages() {
        let proxy = SocketlessProxy(timeBetweenRequests: .seconds(1800))
        #expect(Self.post(proxy, "paths//f/create-file") == 200)
        #expect(Self.post(proxy, "streams/1/write", [[1]]) == 200)
        #expect(Self.post(proxy, "paths//f/exists") == 200)
        #expect(Self.post(proxy, "streams/1/write", [[1]]) == 500)
    }
}
