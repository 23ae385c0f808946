import Alluxio
import TestSupport
import Testing

@Suite("F10: streams that expire", .ownThread, .timeLimit(.minutes(20)))
struct ExpiryTests {
    private let clock = ManualClock()
    private let fixture: Fixture
    private let file: AlluxioPath

    init() throws {
        fixture = try Fixture(clock: clock) { $0.streamTimeout = .seconds(60) }
        file = try AlluxioPath("/file")
    }

    /// Opens a writer, at which writers that have expired are closed.
    private func openAnother() throws {
        let other = try AlluxioPath("/another")
        try fixture.client.close(fixture.client.createFile(other))
        try fixture.client.delete(other)
    }

    @Test("an abandoned one is closed when another is opened: a complete short file")
    func abandoned() throws {
        let stream = try fixture.client.createFile(file)
        try fixture.client.write(stream, fill: pieces(of: pattern(10)))
        clock.advance(by: .seconds(59))
        try openAnother()
        #expect(try !fixture.client.getStatus(file).completed)
        clock.advance(by: .seconds(1))
        #expect(try !fixture.client.getStatus(file).completed)
        try openAnother()
        #expect(try fixture.content(of: file) == pattern(10))
    }

    @Test("is gone for its client, before and after it is closed")
    func gone() throws {
        let writer = try fixture.client.createFile(file)
        try fixture.store(pattern(10), at: AlluxioPath("/read"))
        let reader = try fixture.client.openFile(AlluxioPath("/read"))
        clock.advance(by: .seconds(60))
        for _ in 0..<2 {
            for call in ["write", "close"] {
                let answer = try fixture.post(
                    "streams/\(writer.id.rawValue)/\(call)",
                    contentType: call == "write" ? octets : "application/json")
                #expect(answer.status == 500)
                #expect(
                    answer.body == Array(#"{"message":"stream does not exist","statusCode":"INTERNAL"}"#.utf8)
                )
            }
            let read = try fixture.post("streams/\(reader.id.rawValue)/read")
            #expect(read.status == 500 && read.body == Array("HTTP 500 Internal Server Error".utf8))
            try openAnother()
        }
        #expect(try fixture.client.getStatus(file).completed)
    }

    @Test("is none that is used, however old")
    func used() throws {
        let stream = try fixture.client.createFile(file)
        for _ in 0..<5 {
            clock.advance(by: .seconds(59))
            try fixture.client.write(stream, fill: pieces(of: [1]))
            try openAnother()
        }
        try fixture.client.close(stream)
        #expect(try fixture.client.getStatus(file).length == 5)
    }

    @Test("is an upload longer than the timeout, though bytes flow: its sender is cut, and the file is short")
    func busy() throws {
        let stream = try fixture.client.createFile(file, .with { $0.blockSizeBytes = 1 })
        let upload = try fixture.beginUpload(pattern(1000), to: stream)
        clock.advance(by: .seconds(60))
        try openAnother()
        upload.send(pattern(1000))
        #expect(upload.answer() == nil && upload.isEnded())
        #expect(try fixture.content(of: file) == pattern(1000))
        let closed = #expect(throws: AlluxioError.self) { try fixture.client.close(stream) }
        #expect(closed?.code == .noStream)
    }

    @Test("is not closed by opening one of the other kind")
    func otherKind() throws {
        let stream = try fixture.client.createFile(file)
        try fixture.client.close(fixture.client.createFile(AlluxioPath("/read")))
        clock.advance(by: .seconds(60))
        try fixture.client.close(fixture.client.openFile(AlluxioPath("/read")))
        #expect(try !fixture.client.getStatus(file).completed)
        try openAnother()
        #expect(try fixture.client.getStatus(file).completed)
        #expect(stream.id.rawValue == 1)
    }

    @Test("gives back what it had reserved")
    func reservation() throws {
        let worker = try LimitedWorker(blocks: 2, clock: clock) { $0.streamTimeout = .seconds(60) }
        let writer = try worker.create("/a")
        try worker.write(1, to: writer)
        try worker.client.delete(AlluxioPath("/a"))
        #expect(try worker.grantedBlocks() == 1)
        clock.advance(by: .seconds(60))
        #expect(try worker.grantedBlocks() == 2)
    }

    @Test("every expired one is closed at once, and no other", arguments: 0..<3)
    func many(round: Int) throws {
        var random = SeededGenerator()
        print("expiring streams with seed \(random.seed)")
        var lastUses: [Int: Int] = [:]
        var time = 0
        for number in 0..<100 {
            _ = try fixture.client.createFile(AlluxioPath("/\(number)"))
            lastUses[number] = time
            let step = Int.random(in: 0..<3, using: &random)
            clock.advance(by: .seconds(step))
            time += step
        }
        try openAnother()
        for (number, lastUse) in lastUses {
            #expect(
                try fixture.client.getStatus(AlluxioPath("/\(number)")).completed == (time - lastUse >= 60),
                "stream \(number)")
        }
    }
}
