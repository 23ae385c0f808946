import Alluxio
import OSThreads
import TestSupport
import Testing

@Suite("Writing to the embedded proxy", .ownThread, .timeLimit(.minutes(20)))
struct WritingTests {
    private let file: AlluxioPath

    init() throws { file = try AlluxioPath("/folder/file") }

    @Test(
        "what is written is read, whatever its length",
        arguments: [0, 1, 4096, 8192, 8193, 300_000, 5_242_880])
    func roundTrip(length: Int) throws {
        let fixture = try Fixture()
        let content = pattern(length)
        try fixture.store(content, at: file)
        #expect(try fixture.content(of: file) == content)
        let status = try fixture.client.getStatus(file)
        #expect(status.completed && status.length == Int64(length) && status.inAlluxioPercentage == 100)
    }

    @Test("writes append, in pieces of any size")
    func appending() throws {
        let fixture = try Fixture()
        let stream = try fixture.client.createFile(file, .with { $0.recursive = true })
        let parts = [1, 70_000, 3, 400_000, 999_999].enumerated().map { pattern($1, seed: UInt64($0)) }
        for part in parts { try fixture.client.write(stream, fill: pieces(of: part)) }
        try fixture.client.close(stream)
        #expect(try fixture.content(of: file) == parts.flatMap { $0 })
    }

    @Test("a file is incomplete, empty and closed to readers until its stream is closed")
    func incomplete() throws {
        let fixture = try Fixture()
        let stream = try fixture.client.createFile(file, .with { $0.recursive = true })
        try fixture.client.write(stream, fill: pieces(of: pattern(1000)))
        let status = try fixture.client.getStatus(file)
        #expect(!status.completed && status.length == 0)
        let refused = #expect(throws: AlluxioError.self) { try fixture.client.openFile(file) }
        #expect(refused?.code == .incompleteFile)
        let taken = #expect(throws: AlluxioError.self) { try fixture.client.createFile(file) }
        #expect(taken?.code == .alreadyExists)
        try fixture.client.close(stream)
        #expect(try fixture.content(of: file).count == 1000)
    }

    @Test("F3: a cut upload that is closed is a short complete file")
    func cutAndClosed() throws {
        let fixture = try Fixture()
        let stream = try fixture.client.createFile(
            file,
            .with {
                $0.recursive = true
                $0.blockSizeBytes = 1
            })
        let content = pattern(4096)
        do { _ = try fixture.beginUpload(content, to: stream) }
        try fixture.client.close(stream)
        let status = try fixture.client.getStatus(file)
        #expect(status.completed && status.length == 4096)
        #expect(try fixture.content(of: file) == content)
    }

    @Test("a close in the middle of an upload completes the file, and cuts its sender")
    func closedInMidBody() throws {
        let fixture = try Fixture()
        let stream = try fixture.client.createFile(
            file,
            .with {
                $0.recursive = true
                $0.blockSizeBytes = 1
            })
        let upload = try fixture.beginUpload(pattern(1000), to: stream)
        try fixture.client.close(stream)
        upload.send(pattern(1000))
        #expect(upload.answer() == nil)
        #expect(try fixture.client.getStatus(file).length == 1000)
    }

    @Test("F2: a close completes what is at its path, though it be another file")
    func closeByPath() throws {
        let fixture = try Fixture()
        let old = try fixture.client.createFile(file, .with { $0.recursive = true })
        try fixture.client.write(old, fill: pieces(of: pattern(10)))
        try fixture.client.delete(file)
        let new = try fixture.client.createFile(file)
        try fixture.client.close(old)
        #expect(try fixture.client.getStatus(file).completed)
        #expect(try fixture.client.write(new, fill: pieces(of: pattern(20))) == 20)
        try fixture.client.close(new)
        #expect(try fixture.client.getStatus(file).length == 0)
    }

    @Test("F2: but not a file that has begun its first block")
    func closeByPathTooLate() throws {
        let fixture = try Fixture()
        let old = try fixture.client.createFile(file, .with { $0.recursive = true })
        try fixture.client.delete(file)
        let new = try fixture.client.createFile(file)
        try fixture.client.write(new, fill: pieces(of: pattern(20)))
        try fixture.client.close(old)
        #expect(try !fixture.client.getStatus(file).completed)
        try fixture.client.close(new)
        #expect(try fixture.content(of: file) == pattern(20))
    }

    @Test(
        "F7: an incomplete file is only made anew with `overwrite`, and the old stream's close completes it")
    func overIncomplete() throws {
        let fixture = try Fixture()
        let old = try fixture.client.createFile(file, .with { $0.recursive = true })
        try fixture.client.write(old, fill: pieces(of: pattern(10)))
        let taken = #expect(throws: AlluxioError.self) { try fixture.client.createFile(file) }
        #expect(taken?.code == .alreadyExists)
        let new = try fixture.client.createFile(file, .with { $0.overwrite = true })
        try fixture.client.close(old)
        let status = try fixture.client.getStatus(file)
        #expect(status.completed && status.length == 0)
        try fixture.client.close(new)
    }

    @Test("F17: no time of an open file moves while bytes arrive")
    func times() throws {
        let fixture = try Fixture()
        let stream = try fixture.client.createFile(file, .with { $0.recursive = true })
        let before = try fixture.client.getStatus(file)
        // Long enough for any time that did move to differ.
        pause(for: .milliseconds(5))
        try fixture.client.write(stream, fill: pieces(of: pattern(1000)))
        let after = try fixture.client.getStatus(file)
        #expect(after.lastModificationTimeMs == before.lastModificationTimeMs)
        #expect(after.lastAccessTimeMs == before.lastAccessTimeMs)
    }

    @Test("F1: what is written with NONE is lost, though every answer is good")
    func lost() throws {
        let fixture = try Fixture()
        let stream = try fixture.client.createFile(
            file,
            .with {
                $0.recursive = true
                $0.writeType = WriteType.none
            })
        #expect(try fixture.client.write(stream, fill: pieces(of: pattern(20))) == 20)
        try fixture.client.close(stream)
        #expect(try !fixture.client.getStatus(file).completed)
    }

    @Test("overwriting takes the old file away, and those who have it open read it for a while")
    func overwriting() throws {
        let fixture = try Fixture(clock: ManualClock())
        try fixture.store(pattern(100, seed: 1), at: file)
        let reader = try fixture.client.openFile(file)
        let stream = try fixture.client.createFile(file, .with { $0.overwrite = true })
        try fixture.client.write(stream, fill: pieces(of: pattern(50, seed: 2)))
        try fixture.client.close(stream)
        #expect(try fixture.content(of: file) == pattern(50, seed: 2))
        #expect(try fixture.read(reader) == pattern(100, seed: 1))
    }

    @Test("a block may be as large as the number allows")
    func largestBlock() throws {
        let fixture = try Fixture()
        let stream = try fixture.client.createFile(
            file,
            .with {
                $0.recursive = true
                $0.blockSizeBytes = .max
            })
        try fixture.client.write(stream, fill: pieces(of: pattern(1000)))
        try fixture.client.close(stream)
        let status = try fixture.client.getStatus(file)
        #expect(status.blockIds.count == 1 && status.length == 1000)
        #expect(try fixture.content(of: file) == pattern(1000))
    }

    @Test("many write and read at once")
    func together() async throws {
        let proxy = try Fixture()
        let port = proxy.proxy.port
        try await withThrowingTaskGroup(of: Bool.self) { group in
            for number in 0..<16 {
                group.addTask {
                    try await onThread {
                        let client = try AlluxioClient(ProxyAddress(host: "127.0.0.1", port: port))
                        let path = try AlluxioPath("/many/file \(number)")
                        for round in 0..<4 {
                            let content = pattern(300_000, seed: UInt64(number * 10 + round))
                            let writer = try client.createFile(path, .with { $0.recursive = true })
                            try client.write(writer, fill: pieces(of: content))
                            try client.close(writer)
                            let reader = try client.openFile(path)
                            var got: [UInt8] = []
                            try client.read(reader) { got += $0 }
                            try client.close(reader)
                            try client.delete(path)
                            guard got == content else { return false }
                        }
                        return true
                    }
                }
            }
            for try await isRight in group { #expect(isRight) }
        }
        #expect(try proxy.client.listStatus(AlluxioPath("/many")).isEmpty)
    }
}
