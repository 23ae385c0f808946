import Alluxio
import EmbeddedProxy
import FoundationEssentials
import HTTP
import TestSupport
import Testing

/// The state as the control port gives it.
private struct State: Decodable, Equatable {
    struct Count: Decodable, Equatable {
        var fault: String
        var matched: Int
        var struck: Int
    }

    var seed: UInt64
    var faults: [Count]
    var openStreams: Int
    var files: Int
    var bytes: Int64
}

@Suite("The control port", .ownThread, .timeLimit(.minutes(20)))
struct ControlPortTests {
    private let fixture: FaultFixture
    private let control: ControlPort
    private let connection: HTTPConnection

    init() throws {
        fixture = try FaultFixture(seed: .max)
        control = try ControlPort(of: fixture.proxy, port: 0)
        connection = try HTTPConnection(host: "127.0.0.1", port: control.port)
    }

    private func send(_ method: String, _ target: String, _ body: String = "") throws
        -> (status: Int, text: String)
    {
        let raw = try RawConnection(port: control.port)
        raw.sendHead(method, target, ["Content-Length": "\(body.utf8.count)"])
        raw.send(body)
        let answer = try #require(raw.answer())
        return (answer.status, answer.text)
    }

    private func state(_ answer: (status: Int, text: String)) throws -> State {
        #expect(answer.status == 200, "\(answer.text)")
        return try JSONDecoder().decode(State.self, from: Data(answer.text.utf8))
    }

    @Test("gives what the proxy holds")
    func holds() throws {
        var expected = State(seed: .max, faults: [], openStreams: 0, files: 0, bytes: 0)
        #expect(try state(send("GET", "/state")) == expected)
        try fixture.store(pattern(1000), at: "/a/file")
        let writer = try fixture.client.createFile(AlluxioPath("/a/new"))
        try fixture.client.write(writer, fill: pieces(of: pattern(500)))
        _ = try fixture.client.openFile(AlluxioPath("/a/file"))
        (expected.openStreams, expected.files, expected.bytes) = (2, 2, 1500)
        #expect(try state(send("GET", "/state")) == expected)
    }

    @Test("adds faults and takes them away, and says what they did")
    func faults() throws {
        let added = try state(send("POST", "/faults", "404:every=2\n\n  500:operation=delete \r\n"))
        #expect(added.faults.map(\.fault) == ["404:every=2", "500:operation=delete"])
        let path = try AlluxioPath("/a")
        for expected in [200, 404, 200] {
            do throws(AlluxioError) {
                _ = try fixture.client.exists(path)
                #expect(expected == 200)
            } catch { #expect(error.httpStatus == expected) }
        }
        let after = try state(send("GET", "/state")).faults
        #expect(after.map(\.matched) == [3, 0] && after.map(\.struck) == [1, 0])
        #expect(try state(send("DELETE", "/faults")).faults.isEmpty)
        for _ in 0..<4 { #expect(try !fixture.client.exists(path)) }
    }

    @Test("takes all of a body's faults or none, and names the line")
    func wrongFault() throws {
        let answer = try send("POST", "/faults", "404\n\ncut:seconds=1\n500")
        #expect(answer.status == 400)
        #expect(answer.text.hasPrefix("line 3: 'cut' takes no seconds;"))
        #expect(try send("POST", "/faults").text.hasPrefix("there is no fault in the body"))
        #expect(fixture.proxy.faults.isEmpty)
    }

    @Test(
        "refuses anything else, and says what there is",
        arguments: [
            ("GET", "/", 404, "there is no /; there are GET /state, POST /faults and DELETE /faults"),
            ("GET", "/api/v1/proxy/info", 404, "there is no /api/v1/proxy/info"),
            ("POST", "/state", 405, "/state takes GET, not POST"),
            ("GET", "/faults", 405, "/faults takes POST and DELETE, not GET"),
        ])
    func refused(method: String, target: String, status: Int, text: String) throws {
        let answer = try send(method, target, "404")
        #expect(answer.status == status && answer.text.hasPrefix(text), "\(answer)")
        #expect(fixture.proxy.faults.isEmpty)
    }

    @Test("is there while the proxy refuses, and lets it be")
    func whileRefusing() throws {
        _ = try send("POST", "/faults", "refuse:seconds=600")
        #expect(throws: AlluxioError.self) { try fixture.client.exists(AlluxioPath("/a")) }
        #expect(try state(send("GET", "/state")).faults.map(\.struck) == [1])
        control.stop()
        #expect(throws: (any Error).self) { try send("GET", "/state") }
    }
}
