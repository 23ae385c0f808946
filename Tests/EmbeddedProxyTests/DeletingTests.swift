import Alluxio
import TestSupport
import Testing

@Suite("Deleting on the embedded proxy", .ownThread, .timeLimit(.minutes(20)))
struct DeletingTests {
    private let file: AlluxioPath
    private let fixture: Fixture

    init() throws {
        file = try AlluxioPath("/file")
        fixture = try Fixture()
    }

    @Test("F4: a deleted file's stream can be closed once, and nothing comes back")
    func deletedThenClosed() throws {
        let stream = try fixture.client.createFile(file)
        try fixture.client.write(stream, fill: pieces(of: pattern(10)))
        try fixture.client.delete(file)
        #expect(try !fixture.client.exists(file))
        try fixture.client.close(stream)
        #expect(try !fixture.client.exists(file))
        let closed = #expect(throws: AlluxioError.self) { try fixture.client.close(stream) }
        #expect(closed?.code == .noStream)
        let deleted = #expect(throws: AlluxioError.self) { try fixture.client.delete(file) }
        #expect(deleted?.code == .notFound)
    }

    @Test("F4: an upload that is under way is taken to its end")
    func deletedInMidBody() throws {
        // The second block begins where all of the body has come.
        let stream = try fixture.client.createFile(file, .with { $0.blockSizeBytes = 1_000_000 })
        let upload = try RawConnection(port: fixture.proxy.port)
        upload.sendHead(
            "POST", "/api/v1/streams/\(stream.id.rawValue)/write",
            ["Content-Type": octets, "Content-Length": "1000000"])
        upload.send(pattern(500_000))
        while try fixture.client.getStatus(file).blockIds.isEmpty {}
        try fixture.client.delete(file)
        upload.send(pattern(500_000))
        let answer = try #require(upload.answer())
        #expect(answer.status == 200 && answer.text == "1000000")
        try fixture.client.close(stream)
        #expect(try !fixture.client.exists(file))
    }

    @Test("a write that begins a block of a deleted file is refused")
    func noBlock() throws {
        let stream = try fixture.client.createFile(file)
        try fixture.client.delete(file)
        let answer = try fixture.post(
            "streams/\(stream.id.rawValue)/write", "late", contentType: octets)
        #expect(answer.status == 500)
        #expect(
            answer.body
                == Array(
                    #"{"message":"Failed to cache: Path \"/file\" does not exist.","statusCode":"UNKNOWN"}"#
                        .utf8))
        try fixture.client.close(stream)
    }

    @Test("F5: after a cut, deleting before the close shows no file; closing first shows a short one")
    func orderOfUndoing() throws {
        for deletesFirst in [true, false] {
            let stream = try fixture.client.createFile(file, .with { $0.blockSizeBytes = 1 })
            do { _ = try fixture.beginUpload(pattern(1000), to: stream) }
            if deletesFirst { try fixture.client.delete(file) }
            try fixture.client.close(stream)
            #expect(try fixture.client.exists(file) != deletesFirst)
            if !deletesFirst {
                let status = try fixture.client.getStatus(file)
                #expect(status.completed && status.length == 1000)
            }
        }
    }

    @Test("F8: who has the file open reads the old bytes", arguments: [100, 3_000_000])
    func deletedUnderReaders(length: Int) throws {
        // On which no time goes by.
        let fixture = try Fixture(clock: ManualClock())
        try fixture.store(pattern(length, seed: 1), at: file)
        let readers = try (0..<3).map { _ in try fixture.client.openFile(file) }
        try fixture.client.delete(file)
        try fixture.store(pattern(length, seed: 2), at: file)
        for reader in readers { #expect(try fixture.read(reader) == pattern(length, seed: 1)) }
        #expect(try fixture.content(of: file) == pattern(length, seed: 2))
    }

    @Test("F16: an empty folder is deleted without `recursive`, and `..` leads out of one")
    func emptyFolder() throws {
        try fixture.client.createDirectory(AlluxioPath("/a"))
        #expect(try fixture.post("paths//a/../b/create-directory").status == 200)
        #expect(try fixture.client.exists(AlluxioPath("/b")))
        try fixture.client.delete(AlluxioPath("/a"))
        #expect(try fixture.client.listStatus(AlluxioPath("/")).map(\.path) == ["/b"])
    }

    @Test("a folder with something in it is deleted only with `recursive`")
    func folders() throws {
        try fixture.store([1], at: AlluxioPath("/a/b/c"))
        let refused = #expect(throws: AlluxioError.self) { try fixture.client.delete(AlluxioPath("/a")) }
        #expect(refused?.code == .failedPrecondition)
        try fixture.client.delete(AlluxioPath("/a"), .with { $0.recursive = true })
        #expect(try !fixture.client.exists(AlluxioPath("/a/b/c")))
        let root = try fixture.post("paths///delete", #"{"recursive": true}"#)
        #expect(root.status == 500)
        #expect(try fixture.client.exists(AlluxioPath("/")))
    }
}
