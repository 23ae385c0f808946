import Alluxio
import TestSupport
import Testing

@Suite("What open writers reserve", .ownThread, .timeLimit(.minutes(20)))
struct ReservationTests {
    @Test("F12: is a whole block each, from the first byte on")
    func wholeBlocks() throws {
        let worker = try LimitedWorker(blocks: 3)
        let writers = try (0..<4).map { try worker.create("/a/\($0)") }
        for writer in writers[..<3] { try worker.write(1, to: writer) }
        #expect(worker.code { try worker.write(1, to: writers[3]) } == .noSpace)
        // What began before has its block.
        try worker.write(999, to: writers[0])
        try worker.client.close(writers[0])
        #expect(try worker.client.getStatus(AlluxioPath("/a/0")).length == 1000)
    }

    @Test("of blocks as large as a file serves as many writers as there is room for bytes")
    func smallBlocks() throws {
        let worker = try LimitedWorker(blocks: 1)
        for number in 0..<100 { try worker.write(10, to: worker.create("/a/\(number)", blockSize: 10)) }
        #expect(worker.code { try worker.write(1, to: worker.create("/a/x", blockSize: 10)) } == .noSpace)
    }

    @Test("may be of any size that a number has", arguments: [Int.max, Int.max - 1, 1 << 62])
    func hugeBlocks(size: Int) throws {
        let fixture = try Fixture()
        let path = try AlluxioPath("/a")
        try fixture.store(pattern(100), at: path) { $0.blockSizeBytes = Int64(size) }
        #expect(try fixture.client.getStatus(path).fileBlockInfos.map(\.blockInfo.length) == [100])
        let worker = try LimitedWorker(blocks: 2)
        try worker.store("/kept")
        let writer = try worker.create("/a", blockSize: size)
        #expect(worker.code { try worker.write(100, to: writer) } == .noSpace)
        #expect(try worker.percentage("/kept") == 100)
    }

    @Test("grows by each further block, and shrinks at the close to what was written")
    func severalBlocks() throws {
        let worker = try LimitedWorker(blocks: 4)
        let writer = try worker.create("/a")
        try worker.write(1000, to: writer)
        #expect(try worker.grantedBlocks() == 3)
        try worker.write(1001, to: writer)
        #expect(try worker.grantedBlocks() == 1)
        try worker.client.close(writer)
        try worker.client.setAttribute(AlluxioPath("/a"), .with { $0.pinned = true })
        // 1,999 bytes are left beside the pinned file.
        #expect(try worker.grantedBlocks() == 1)
        try worker.client.delete(AlluxioPath("/a"))
        #expect(try worker.grantedBlocks() == 4)
    }

    @Test("F6: stays until the close, also when the file was deleted before")
    func deleted() throws {
        let worker = try LimitedWorker(blocks: 4)
        let writer = try worker.create("/a")
        try worker.write(10, to: writer)
        try worker.client.delete(AlluxioPath("/a"))
        #expect(try worker.grantedBlocks() == 3)
        try worker.client.close(writer)
        #expect(try worker.grantedBlocks() == 4)
    }

    @Test("that fails is a 500 in Alluxio's words, and the next write asks again")
    func message() throws {
        let worker = try LimitedWorker(blocks: 1)
        let holder = try worker.create("/holder")
        try worker.write(1, to: holder)
        let writer = try worker.create("/a")
        let answer = try worker.fixture.post("streams/\(writer.id.rawValue)/write", "x", contentType: octets)
        let text = String(decoding: answer.body, as: UTF8.self)
        #expect(answer.status == 500)
        #expect(
            text.hasPrefix(
                #"{"message":"Failed to cache: Not enough space left on worker 127.0.0.1/<unresolved>:29999 to store blockId 33554432. Please consult https://docs.alluxio.io/"#
            ), "\(text)")
        #expect(
            text.contains(#"space_to_reserve: 1000\nmedium_type: \"\"\npin_on_create: false\n, address="#))
        #expect(text.hasSuffix(#"","statusCode":"UNKNOWN"}"#))
        try worker.client.close(holder)
        try worker.write(1, to: writer)
    }

    @Test("that failed once leaves the file incomplete, whatever its close answers, and holds nothing")
    func incomplete() throws {
        let worker = try LimitedWorker(blocks: 2)
        let writer = try worker.create("/a")
        try worker.write(1500, to: writer)
        #expect(worker.code { try worker.write(1000, to: writer) } == .noSpace)
        try worker.client.close(writer)
        let status = try worker.client.getStatus(AlluxioPath("/a"))
        #expect(!status.completed && status.length == 0)
        #expect(worker.code { _ = try worker.client.openFile(AlluxioPath("/a")) } == .incompleteFile)
        #expect(worker.code { _ = try worker.create("/a") } == .alreadyExists)
        #expect(try worker.grantedBlocks() == 2)
    }

    @Test("F12: that fails under a long upload is answered in its middle, as the client hears")
    func midBody() throws {
        let worker = try LimitedWorker(blocks: 2)
        let writer = try worker.create("/a")
        let raw = try RawConnection(port: worker.fixture.proxy.port)
        raw.sendHead(
            "POST", "/api/v1/streams/\(writer.id.rawValue)/write",
            ["Content-Type": octets, "Content-Length": "10000000"])
        raw.send(pattern(1_000_000))
        let answer = try #require(raw.answer())
        #expect(
            answer.status == 500 && answer.isWhole && answer.text.contains("Not enough space left on worker"))
        #expect(answer[header: "Content-Type"] == "application/json")
        #expect(answer[header: "Date"]?.hasSuffix(" GMT") == true)
        #expect(raw.isEnded())
        #expect(worker.code { try worker.write(5_000_000, to: writer) } == .noSpace)
    }

    @Test("keeps its connection where the body was short")
    func shortBody() throws {
        let worker = try LimitedWorker(blocks: 1)
        let writer = try worker.create("/a", blockSize: 2000)
        let raw = try RawConnection(port: worker.fixture.proxy.port)
        for _ in 0..<2 {
            raw.sendHead(
                "POST", "/api/v1/streams/\(writer.id.rawValue)/write",
                ["Content-Type": octets, "Content-Length": "10000"])
            raw.send(pattern(10_000))
            #expect(raw.answer()?.status == 500)
        }
    }

    @Test(
        "is refused to what the worker alone would have, and nothing to what the under store takes",
        arguments: [
            (.mustCache, .noSpace), (.tryCache, .noSpace), (.asyncThrough, .noSpace), (.cacheThrough, nil),
            (.through, nil),
        ] as [(WriteType, AlluxioError.Code?)])
    func writeTypes(type: WriteType, refusal: AlluxioError.Code?) throws {
        let worker = try LimitedWorker(blocks: 1)
        try worker.write(1, to: worker.create("/holder"))
        let writer = try worker.create("/a", type)
        #expect(worker.code { try worker.write(500, to: writer) } == refusal)
        try worker.client.close(writer)
        let status = try worker.client.getStatus(AlluxioPath("/a"))
        #expect(status.completed == (refusal == nil))
        if refusal == nil {
            #expect(status.persisted && status.inAlluxioPercentage == 0)
            #expect(try worker.fixture.content(of: AlluxioPath("/a")) == pattern(500))
        }
    }

    @Test("is all given back, whoever closes, deletes, cuts and writes at once")
    func together() async throws {
        let seed = SeededGenerator().seed
        print("racing for a worker with seed \(seed)")
        let worker = try LimitedWorker(blocks: 40)
        let port = worker.fixture.proxy.port
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<8 {
                group.addTask { try await onThread { try Self.race(port, seed &+ UInt64(number), number) } }
            }
            try await group.waitForAll()
        }
        for status in try worker.client.listStatus(AlluxioPath("/race")) {
            try worker.client.delete(AlluxioPath(status.path))
        }
        #expect(try worker.grantedBlocks() == 40)
    }

    /// Uploads up to 16 blocks a time, closed or deleted while they come.
    private static func race(_ port: Int, _ seed: UInt64, _ number: Int) throws {
        var random = SeededGenerator(seed: seed)
        let client = try AlluxioClient(ProxyAddress(host: "127.0.0.1", port: port))
        for round in 0..<40 {
            let path = try AlluxioPath("/race/\(number)_\(round)")
            let stream = try client.createFile(
                path,
                .with {
                    $0.recursive = true
                    $0.writeType = .mustCache
                    $0.blockSizeBytes = 1000
                })
            let raw = try RawConnection(port: port)
            raw.sendHead(
                "POST", "/api/v1/streams/\(stream.id.rawValue)/write",
                ["Content-Type": octets, "Content-Length": "16000"])
            for _ in 0..<Int.random(in: 0...16, using: &random) { raw.send(pattern(1000)) }
            if Bool.random(using: &random) { raw.endSending() }
            if Bool.random(using: &random) { try client.delete(path) }
            try client.close(stream)
            raw.endSending()
            // Cut, taken, refused, or its stream was gone before its head came.
            if let answer = raw.answer() { #expect([200, 500].contains(answer.status)) }
        }
    }

    @Test(
        "F6: leaks for good by a close too soon after a cut, where that is asked for",
        arguments: [true, false])
    func leak(isAskedFor: Bool) throws {
        let clock = ManualClock()
        let worker = try LimitedWorker(blocks: 4, clock: clock) { $0.leaksReservations = isAskedFor }
        for (number, wait) in [199, 200].enumerated() {
            let path = try AlluxioPath("/\(number)")
            let writer = try worker.create(path.description, blockSize: 1000)
            do {
                let raw = try RawConnection(port: worker.fixture.proxy.port)
                raw.sendHead(
                    "POST", "/api/v1/streams/\(writer.id.rawValue)/write",
                    ["Content-Type": octets, "Content-Length": "1000000"])
                raw.send(pattern(300))
                while try worker.client.getStatus(path).blockIds.isEmpty {}
                raw.endSending()
                // The proxy has seen the cut when it has ended the connection.
                #expect(raw.isEnded())
            }
            clock.advance(by: .milliseconds(wait))
            try worker.client.close(writer)
            #expect(try worker.client.getStatus(path).length == 300)
            try worker.client.delete(path)
            #expect(try worker.grantedBlocks() == (isAskedFor ? 3 : 4))
        }
    }

    @Test("F6: leaks, too, when the proxy hears of the close before it sees the cut")
    func leakWhenClosedFirst() throws {
        let worker = try LimitedWorker(blocks: 4, clock: ManualClock()) { $0.leaksReservations = true }
        let writer = try worker.create("/a")
        do {
            let raw = try RawConnection(port: worker.fixture.proxy.port)
            raw.sendHead(
                "POST", "/api/v1/streams/\(writer.id.rawValue)/write",
                ["Content-Type": octets, "Content-Length": "1000000"])
            raw.send(pattern(300))
            while try worker.client.getStatus(AlluxioPath("/a")).blockIds.isEmpty {}
            try worker.client.close(writer)
            raw.endSending()
            #expect(raw.isEnded())
        }
        try worker.client.delete(AlluxioPath("/a"))
        #expect(try worker.grantedBlocks() == 3)
    }
}
