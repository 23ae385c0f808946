import Alluxio
import TestSupport
import Testing

@Suite("A file that is deleted or overwritten while it is open", .ownThread, .timeLimit(.minutes(20)))
struct RemovedFileTests {
    private let file: AlluxioPath
    private let clock = ManualClock()
    private let fixture: Fixture

    init() throws {
        file = try AlluxioPath("/file")
        fixture = try Fixture(clock: clock)
    }

    private func store(_ content: [UInt8], _ type: WriteType, blockSize: Int64 = 64 << 20) throws {
        try fixture.store(content, at: file) {
            $0.writeType = type
            $0.blockSizeBytes = blockSize
            $0.overwrite = true
        }
    }

    private func read(_ reader: FileInStream, receiveBufferBytes: Int? = nil) throws -> RawConnection {
        let raw = try RawConnection(port: fixture.proxy.port, receiveBufferBytes: receiveBufferBytes)
        raw.sendHead("POST", "/api/v1/streams/\(reader.id.rawValue)/read", ["Content-Length": "0"])
        return raw
    }

    @Test(
        "is read as it was for a second, and then not at all",
        arguments: [false, true], [WriteType.mustCache, .cacheThrough])
    func gone(isOverwritten: Bool, type: WriteType) throws {
        try store(pattern(100_000, seed: 1), type)
        let readers = try (0..<2).map { _ in try fixture.client.openFile(file) }
        if isOverwritten {
            try store(pattern(100_000, seed: 2), .mustCache)
        } else {
            try fixture.client.delete(file)
        }
        clock.advance(by: .milliseconds(999))
        #expect(try fixture.read(readers[0]) == pattern(100_000, seed: 1))
        clock.advance(by: .milliseconds(1))
        #expect(try fixture.read(readers[0]).isEmpty)
        let silent = try read(readers[1])
        #expect(!silent.isReadable(within: .milliseconds(300)))
        silent.endSending()
        #expect(silent.isEnded())
        for reader in readers { try fixture.client.close(reader) }
    }

    @Test("is read from the under store then, if it was there, as what stands at its path by now")
    func replaced() throws {
        let old = pattern(100_000, seed: 1)
        for (length, comes) in [(100_000, 100_000), (150_000, 100_000), (90_000, 65_536)] {
            try store(old, .cacheThrough)
            let reader = try fixture.client.openFile(file)
            try store(pattern(length, seed: 2), .cacheThrough)
            clock.advance(by: .seconds(1))
            #expect(try fixture.read(reader) == Array(pattern(length, seed: 2)[..<comes]))
            #expect(try fixture.read(reader).isEmpty)
        }
        try store(Array(old[..<5000]), .cacheThrough)
        let reader = try fixture.client.openFile(file)
        try store([1, 2, 3], .cacheThrough)
        clock.advance(by: .seconds(1))
        let answer = try fixture.post("streams/\(reader.id.rawValue)/read")
        let text = String(decoding: answer.body, as: UTF8.self)
        #expect(answer.status == 500 && text.hasPrefix("Block "))
        #expect(text.contains("is expected to be 5000 bytes, but only 3 bytes are available in the UFS."))
    }

    @Test("is read to the end of the block that a read is in", arguments: [false, true])
    func block(isReplaced: Bool) throws {
        let (length, block) = (20 << 20, 1 << 20)
        let old = pattern(length, seed: 1)
        let new = pattern(length, seed: 2)
        try store(old, .cacheThrough, blockSize: Int64(block))
        let reader = try fixture.client.openFile(file)
        // Little of it is on the way while the client takes nothing, but more than the head.
        let raw = try read(reader, receiveBufferBytes: 4096)
        #expect(raw.isReadable(bytes: 1024, within: .seconds(20)))
        try isReplaced ? store(new, .cacheThrough) : fixture.client.delete(file)
        clock.advance(by: .seconds(1))
        guard isReplaced else {
            // The silence ends with the client's sending.
            raw.endSending()
            let answer = try #require(raw.answer())
            let count = answer.body.count
            #expect(answer.status == 200 && !answer.isWhole)
            #expect(count > 0 && count < length && count % block == 0, "\(count) bytes")
            #expect(answer.body == Array(old[..<count]))
            return
        }
        let answer = try #require(raw.answer())
        let change = answer.body.indices.first { answer.body[$0] != old[$0] } ?? 0
        #expect(answer.isWhole && answer.body.count == length)
        #expect(change / block * block == change && change > 0, "from byte \(change) on")
        #expect(answer.body[change...] == new[change...])
    }
}
