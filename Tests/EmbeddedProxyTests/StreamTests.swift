import Alluxio
import TestSupport
import Testing

@Suite("Streams of the embedded proxy", .ownThread, .timeLimit(.minutes(20)))
struct StreamTests {
    private let file: AlluxioPath
    private let fixture: Fixture

    init() throws {
        file = try AlluxioPath("/file")
        fixture = try Fixture()
    }

    @Test("are numbered from 1 for each start")
    func numbers() throws {
        #expect(try fixture.client.createFile(file).id.rawValue == 1)
        #expect(try fixture.client.createFile(AlluxioPath("/b")).id.rawValue == 2)
        let other = try Fixture()
        #expect(try other.client.createFile(file).id.rawValue == 1)
    }

    @Test("give their bytes once", arguments: [100, 100_000])
    func readTwice(length: Int) throws {
        try fixture.store(pattern(length), at: file)
        let reader = try fixture.client.openFile(file)
        #expect(try fixture.read(reader).count == length)
        #expect(try fixture.read(reader) == [])
        try fixture.client.close(reader)
        let closed = #expect(throws: AlluxioError.self) { try fixture.read(reader) }
        #expect(closed?.code == .noStream)
        let again = #expect(throws: AlluxioError.self) { try fixture.client.close(reader) }
        #expect(again?.code == .noStream)
    }

    @Test("F18: small answers have a Content-Length, larger ones are chunked", arguments: [8192, 8193])
    func framing(length: Int) throws {
        try fixture.store(pattern(length), at: file)
        let reader = try fixture.client.openFile(file)
        let raw = try RawConnection(port: fixture.proxy.port)
        raw.sendHead("POST", "/api/v1/streams/\(reader.id.rawValue)/read", ["Content-Length": "0"])
        let answer = try #require(raw.answer())
        #expect(answer.body == pattern(length) && answer.isWhole)
        #expect(answer[header: "Content-Length"] == (length > 8192 ? nil : "8192"))
        #expect(answer[header: "Transfer-Encoding"] == (length > 8192 ? "chunked" : nil))
        #expect(answer[header: "Date"]?.hasSuffix(" GMT") == true)
    }

    @Test(
        "F16: a close of another content type is refused, and the file stays open",
        arguments: [octets, "application/x-www-form-urlencoded", "text/plain"])
    func closeOfAnotherType(type: String) throws {
        let stream = try fixture.client.createFile(file)
        let answer = try fixture.post("streams/\(stream.id.rawValue)/close", contentType: type)
        #expect(answer.status == 500)
        #expect(answer.body == Array("HTTP 415 Unsupported Media Type".utf8))
        #expect(try !fixture.client.getStatus(file).completed)
        #expect(
            try fixture.post(
                "streams/\(stream.id.rawValue)/close", contentType: "application/json; charset=UTF-8"
            ).status == 200)
        #expect(try fixture.client.getStatus(file).completed)
    }

    @Test("an upload to a stream that is not there is answered before its body, and the answer arrives")
    func noStream() throws {
        let raw = try RawConnection(port: fixture.proxy.port)
        raw.sendHead(
            "POST", "/api/v1/streams/77/write", ["Content-Type": octets, "Content-Length": "10000000"])
        raw.send(pattern(1_000_000))
        let answer = try #require(raw.answer())
        #expect(answer.text == #"{"message":"stream does not exist","statusCode":"INTERNAL"}"#)
        #expect(raw.isEnded())
    }

    @Test(
        "numbers that are none, or too large, are not found",
        arguments: ["abc", "1.5", "", "99999999999", "2147483648", "%31x"])
    func noNumbers(id: String) throws {
        let answer = try fixture.post("streams/\(id)/close")
        #expect(answer.status == 500)
        #expect(answer.body == Array("HTTP 404 Not Found".utf8))
    }
}
