@_spi(Fuzzing) import EmbeddedProxy
import Testing

@Suite("The proxy's calls without a socket")
struct SocketlessProxyTests {
    private let proxy = SocketlessProxy()

    private func post(_ target: String, _ body: [UInt8]...) -> Int? {
        proxy.answer(
            method: "POST", target: "/api/v1/" + target,
            contentType: target.hasSuffix("/write") ? octets : "application/json", accept: nil, body: body)
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
}
