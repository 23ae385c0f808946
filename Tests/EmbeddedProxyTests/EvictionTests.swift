import Alluxio
import OSThreads
import TestSupport
import Testing

@Suite("What a full worker evicts", .ownThread, .timeLimit(.minutes(20)))
struct EvictionTests {
    @Test("F15: is what was used least recently, and no status but the percentage tells")
    func oldest() throws {
        let worker = try LimitedWorker(blocks: 3)
        for name in ["/a", "/b", "/c"] { try worker.store(name) }
        _ = try worker.fixture.content(of: AlluxioPath("/a"))
        try worker.store("/d", 400)
        #expect(try ["/a", "/b", "/c", "/d"].map(worker.percentage) == [100, 0, 100, 100])
        let status = try worker.client.getStatus(AlluxioPath("/b"))
        #expect(status.completed && status.length == 1000 && status.persistenceState == .notPersisted)
        #expect(status.fileBlockInfos.map(\.blockInfo.locations.count) == [0])
        try worker.store("/e", 600)
        // Its writer needed a whole block.
        #expect(try ["/a", "/c", "/d", "/e"].map(worker.percentage) == [100, 0, 100, 100])
    }

    @Test(
        "F15: can be opened, and its read gets not a byte until the client leaves", arguments: [1000, 20_000])
    func silent(length: Int) throws {
        let worker = try LimitedWorker(blocks: 20)
        let stream = try worker.create("/a", blockSize: 20_000)
        try worker.write(length, to: stream)
        try worker.client.close(stream)
        let before = try worker.client.openFile(AlluxioPath("/a"))
        try worker.store("/b", 20_000)
        #expect(try worker.percentage("/a") == 0)
        let after = try worker.client.openFile(AlluxioPath("/a"))
        for reader in [before, after] {
            let raw = try RawConnection(port: worker.fixture.proxy.port)
            raw.sendHead("POST", "/api/v1/streams/\(reader.id.rawValue)/read", ["Content-Length": "0"])
            #expect(!raw.isReadable(within: .milliseconds(300)))
            raw.endSending()
            #expect(raw.isEnded())
            try worker.client.close(reader)
        }
    }

    @Test("silent reads end when the proxy stops")
    func stopping() throws {
        let worker = try LimitedWorker(blocks: 1)
        for name in ["/a", "/b"] { try worker.store(name) }
        let reader = try worker.client.openFile(AlluxioPath("/a"))
        let raw = try RawConnection(port: worker.fixture.proxy.port)
        raw.sendHead("POST", "/api/v1/streams/\(reader.id.rawValue)/read", ["Content-Length": "0"])
        worker.fixture.proxy.stop()
        #expect(raw.isEnded())
    }

    @Test("goes block by block, the last one first: a read stalls at what is gone")
    func blocks() throws {
        let worker = try LimitedWorker(blocks: 40)
        try worker.store("/a", 39_500)
        try worker.store("/b", 1000)
        #expect(try worker.percentage("/a") == 98)
        let status = try worker.client.getStatus(AlluxioPath("/a"))
        #expect(
            status.fileBlockInfos.map(\.blockInfo.locations.count) == Array(repeating: 1, count: 39) + [0])
        let reader = try worker.client.openFile(AlluxioPath("/a"))
        let raw = try RawConnection(port: worker.fixture.proxy.port)
        raw.sendHead("POST", "/api/v1/streams/\(reader.id.rawValue)/read", ["Content-Length": "0"])
        let answer = raw.partOfAnswer(bytes: 39_000)
        #expect(answer?.status == 200 && answer?.body == Array(pattern(39_500)[..<39_000]))
        #expect(!raw.isReadable(within: .milliseconds(300)))
        raw.endSending()
        #expect(raw.isEnded())
    }

    @Test("goes on from the front, and then nothing of it is read")
    func front() throws {
        let worker = try LimitedWorker(blocks: 4)
        try worker.store("/a", 4000)
        try worker.store("/b", 1001)
        #expect(try worker.percentage("/a") == 50)
        let status = try worker.client.getStatus(AlluxioPath("/a"))
        #expect(status.fileBlockInfos.map(\.blockInfo.locations.count) == [0, 1, 1, 0])
        let reader = try worker.client.openFile(AlluxioPath("/a"))
        let raw = try RawConnection(port: worker.fixture.proxy.port)
        raw.sendHead("POST", "/api/v1/streams/\(reader.id.rawValue)/read", ["Content-Length": "0"])
        #expect(!raw.isReadable(within: .milliseconds(300)))
    }

    @Test("is nothing that is pinned, or still to be persisted")
    func pinned() throws {
        let worker = try LimitedWorker(blocks: 2)
        try worker.store("/pinned")
        try worker.client.setAttribute(AlluxioPath("/pinned"), .with { $0.pinned = true })
        try worker.store("/async", 1000, .asyncThrough)
        #expect(worker.code { try worker.store("/c") } == .noSpace)
        #expect(try ["/pinned", "/async"].map(worker.percentage) == [100, 100])
        try worker.client.setAttribute(AlluxioPath("/pinned"), .with { $0.pinned = false })
        try worker.store("/d")
        #expect(try ["/pinned", "/async"].map(worker.percentage) == [0, 100])
    }

    @Test("is nothing that is being read, until it is read or its stream closed", arguments: [true, false])
    func read(toItsEnd: Bool) throws {
        let worker = try LimitedWorker(blocks: 10_000)
        let stream = try worker.create("/a", blockSize: 10_000_000)
        try worker.write(10_000_000, to: stream)
        try worker.client.close(stream)
        let reader = try worker.client.openFile(AlluxioPath("/a"))
        let raw = try RawConnection(port: worker.fixture.proxy.port, receiveBufferBytes: 16 << 10)
        raw.sendHead("POST", "/api/v1/streams/\(reader.id.rawValue)/read", ["Content-Length": "0"])
        #expect(raw.isReadable(within: .seconds(20)))
        #expect(worker.code { try worker.store("/b") } == .noSpace)
        if toItsEnd { #expect(raw.answer()?.body == pattern(10_000_000)) }
        try worker.client.close(reader)
        try worker.store("/c")
        #expect(try worker.percentage("/a") == 0)
    }

    @Test("comes back from the under store where that has it, and takes the room of something else")
    func persisted() throws {
        let worker = try LimitedWorker(blocks: 2)
        try worker.store("/a", 1000, .cacheThrough)
        for name in ["/b", "/c"] { try worker.store(name) }
        let status = try worker.client.getStatus(AlluxioPath("/a"))
        #expect(status.persisted && status.inAlluxioPercentage == 0)
        #expect(status.fileBlockInfos.map(\.ufsLocations.count) == [1])
        #expect(try worker.fixture.content(of: AlluxioPath("/a")) == pattern(1000))
        #expect(try ["/a", "/b", "/c"].map(worker.percentage) == [100, 0, 100])
    }

    @Test("F8: is not a deleted file's, whose readers get the old bytes")
    func deletedUnderReaders() throws {
        let worker = try LimitedWorker(blocks: 1)
        try worker.store("/a")
        let reader = try worker.client.openFile(AlluxioPath("/a"))
        try worker.client.delete(AlluxioPath("/a"))
        try worker.store("/b")
        #expect(try worker.fixture.read(reader) == pattern(1000))
        #expect(try worker.percentage("/b") == 100)
    }

    @Test("is block for block what a simple model says, whatever was done before")
    func random() throws {
        var random = SeededGenerator()
        print("filling a worker with seed \(random.seed)")
        let worker = try LimitedWorker(blocks: 8)
        var model = EvictionModel(capacity: 8000)
        for round in 0..<300 {
            let name = "/f\(Int.random(in: 0..<12, using: &random))"
            let doing = model.files.contains { $0.name == name } ? Int.random(in: 0..<2, using: &random) : 2
            if doing == 0 {
                try worker.client.delete(AlluxioPath(name))
                model.delete(name)
            } else if doing == 1, model.isWhole(name) {
                #expect(try worker.fixture.content(of: AlluxioPath(name)).count == model.size(name))
                model.use(name)
            } else if doing == 2 {
                let size = Int.random(in: 1...8000, using: &random)
                try worker.store(name, size)
                model.store(name, size)
            }
            for file in model.files {
                #expect(
                    try worker.percentage(file.name) == file.blocks.reduce(0, +) * 100 / file.size,
                    "\(file.name) in round \(round)")
            }
        }
        #expect(try worker.grantedBlocks() == 8)
    }
}

/// A worker of blocks of 1,000 bytes, the plain way.
private struct EvictionModel {
    struct File {
        var name: String
        var size: Int
        /// What is left of it: its blocks in the order in which they go.
        var blocks: [Int]
    }

    let capacity: Int
    /// The least recently used first.
    var files: [File] = []

    init(capacity: Int) { self.capacity = capacity }

    mutating func store(_ name: String, _ size: Int) {
        let full = Array(repeating: 1000, count: (size - 1) / 1000)
        let blocks = [size - full.count * 1000] + full
        while capacity - files.flatMap(\.blocks).reduce(0, +) < blocks.count * 1000 {
            guard let oldest = files.firstIndex(where: { !$0.blocks.isEmpty }) else { return }
            files[oldest].blocks.removeFirst()
        }
        files.append(File(name: name, size: size, blocks: blocks))
    }

    mutating func delete(_ name: String) { files.removeAll { $0.name == name } }

    mutating func use(_ name: String) {
        guard let index = files.firstIndex(where: { $0.name == name }) else { return }
        files.append(files.remove(at: index))
    }

    func size(_ name: String) -> Int? { files.first { $0.name == name }?.size }

    func isWhole(_ name: String) -> Bool {
        files.contains { $0.name == name && $0.blocks.reduce(0, +) == $0.size }
    }
}
