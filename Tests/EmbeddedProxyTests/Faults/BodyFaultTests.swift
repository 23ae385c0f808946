import Alluxio
import EmbeddedProxy
import OSThreads
import TestSupport
import Testing

@Suite("Faults of an answer's course", .ownThread, .timeLimit(.minutes(20)))
struct BodyFaultTests {
    // Answers of up to 8,192 bytes have a Content-Length, longer ones are chunked.
    private static let lengths = [1, 2, 100, 8192, 8193, 3_000_000]

    @Test("cut ends the connection where it says, in the middle", arguments: lengths)
    func cut(length: Int) throws {
        let content = pattern(length)
        let fixture = try FaultFixture("cut:limit=1", seed: UInt64(length))
        let (came, error) = try fixture.readNew(content)
        #expect(error == .cut)
        let strike = try #require(fixture.strikes.first)
        #expect(came == Array(content.prefix(Int(strike.offset))))
        #expect(strike.offset + strike.length == length && strike.length > 0)
        #expect(strike.offset > 0 || length == 1)
    }

    @Test(
        "the answer's head is what it would have been",
        arguments: ["cut", "stall:seconds=0.01", "slow:seconds=0.1", "late:seconds=0.01"])
    func head(text: String) throws {
        for length in Self.lengths {
            let fixture = try FaultFixture("\(text):limit=1:operation=read")
            try fixture.store(pattern(length), at: "/file")
            let heads = try (0..<2).map { _ in
                let stream = try fixture.client.openFile(AlluxioPath("/file"))
                let raw = try RawConnection(port: fixture.proxy.port)
                raw.sendHead(
                    "POST", "/api/v1/streams/\(stream.id.rawValue)/read", ["Content-Length": "0"])
                let answer = try #require(raw.answer())
                return answer.headers.filter { $0.name != "Date" }.map { "\($0)" }
            }
            #expect(heads[0] == heads[1] && fixture.strikes.count == 1)
        }
    }

    @Test("cut strikes at places of its seed's")
    func places() throws {
        let rows = try [3, 3, 4].map { (seed: UInt64) in
            let fixture = try FaultFixture("cut", seed: seed)
            for _ in 0..<20 {
                _ = try fixture.readNew(pattern(1000))
                try fixture.client.delete(AlluxioPath("/file"))
            }
            return fixture.strikes.map(\.offset)
        }
        #expect(rows[0] == rows[1] && rows[0] != rows[2])
        #expect(Set(rows[0]).count > 10)
    }

    @Test("nothing is left for a later read of a cut or empty answer", arguments: ["cut", "empty"])
    func spent(text: String) throws {
        let fixture = try FaultFixture("\(text):limit=1")
        try fixture.store(pattern(100_000), at: "/file")
        let stream = try fixture.client.openFile(AlluxioPath("/file"))
        _ = try? fixture.client.read(stream) { _ in }
        #expect(fixture.strikes.count == 1)
        #expect(try fixture.read(stream).isEmpty)
        // The file is whole for all that.
        #expect(try fixture.read(fixture.client.openFile(AlluxioPath("/file"))) == pattern(100_000))
    }

    @Test("stall stops within the body and goes on", arguments: lengths)
    func stallAndGoOn(length: Int) throws {
        let content = pattern(length)
        let fixture = try FaultFixture("stall:seconds=0.2")
        var result: (came: [UInt8], error: AlluxioError.Code?) = ([], nil)
        let took = try timed { result = try fixture.readNew(content) }
        #expect(result.came == content && result.error == nil)
        #expect(took >= .milliseconds(200))
        #expect(fixture.strikes.map(\.kind) == [.stall])
    }

    @Test("a stall beyond the client's limit is stalled, where it says", arguments: lengths)
    func stalled(length: Int) throws {
        let content = pattern(length)
        // Long enough for what comes before the stall, on a busy machine too.
        let fixture = try FaultFixture("stall:seconds=60", patience: .seconds(5))
        let (came, error) = try fixture.readNew(content, by: fixture.impatient)
        #expect(error == .stalled)
        let strike = try #require(fixture.strikes.first)
        #expect(came == Array(content.prefix(Int(strike.offset))))
    }

    @Test("slow gives the body bit by bit, and changes nothing", arguments: lengths)
    func slow(length: Int) throws {
        let content = pattern(length)
        // Longer than a busy machine keeps the reader from its first bytes.
        let fixture = try FaultFixture("slow:seconds=4")
        try fixture.store(content, at: "/file")
        let stream = try fixture.client.openFile(AlluxioPath("/file"))
        let start = MonotonicTime.now
        var came: [UInt8] = []
        var times: [Duration] = []
        try fixture.client.read(stream) {
            came += $0
            times.append(.now - start)
        }
        #expect(came == content)
        let (first, last) = (try #require(times.first), try #require(times.last))
        #expect(last >= .seconds(4) && last < .seconds(60))
        if length >= 100 { #expect(last - first > .milliseconds(500)) }
    }

    @Test("empty is 200 with no bytes", arguments: lengths)
    func empty(length: Int) throws {
        let fixture = try FaultFixture("empty:limit=1")
        let (came, error) = try fixture.readNew(pattern(length))
        #expect(came.isEmpty && error == nil)
        #expect(fixture.strikes.map(\.length) == [Int64(length)])
    }

    @Test("no body is nothing to strike", arguments: ["cut", "stall", "slow", "empty"])
    func noBody(text: String) throws {
        let fixture = try FaultFixture(text)
        let (came, error) = try fixture.readNew([])
        #expect(came.isEmpty && error == nil)
        #expect(fixture.strikes.isEmpty)
        let none = FileInStream(id: StreamID(rawValue: 99), path: try AlluxioPath("/file"))
        let missing = #expect(throws: AlluxioError.self) { try fixture.client.read(none) { _ in } }
        #expect(missing?.code == .noStream)
        #expect(fixture.proxy.faults.first?.matched == 0)
    }
}
