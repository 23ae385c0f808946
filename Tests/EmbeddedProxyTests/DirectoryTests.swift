import Alluxio
import EmbeddedProxy
import SelfDescribingData
import TestSupport
import Testing

@Suite("The embedded proxy's files on disk", .ownThread, .timeLimit(.minutes(20)))
struct DirectoryTests {
    private let temporary: TemporaryFolder
    private let file: AlluxioPath

    init() throws {
        temporary = try TemporaryFolder()
        file = try AlluxioPath("/folder/file")
    }

    private func fixture() throws -> Fixture { try Fixture { $0.directory = temporary.path("data") } }

    private func names() throws -> [String] { try temporary.names(in: "data") }

    @Test("hold what was written, whatever its length", arguments: [0, 1, 8192, 8193, 5_242_880])
    func roundTrip(length: Int) throws {
        let fixture = try fixture()
        // Not of seed 1: that is the format's own table, and so a generated file's first block.
        let content = pattern(length, seed: 2)
        try fixture.store(content, at: file)
        let isRead = try fixture.content(of: file) == content
        let kept = try names().map { try temporary.read("data/\($0)") }
        let isKept = kept == (length > 0 ? [content] : [])
        #expect(isRead && isKept)
    }

    @Test("are there only where something is no generated data")
    func generated() throws {
        let fixture = try fixture()
        let identity = Identity(run: 7, node: 1, process: 2, version: 3)
        var content = identity.bytes(count: 3_000_000)
        try fixture.store(content, at: file)
        #expect(try names().isEmpty)
        content[2_500_000] ^= 1
        try fixture.store(content, at: try AlluxioPath("/damaged"))
        #expect(try names().count == 1)
        #expect(try fixture.content(of: AlluxioPath("/damaged")) == content)
        #expect(try fixture.content(of: file) == identity.bytes(count: 3_000_000))
    }

    @Test("go with the file and its last reader")
    func deleting() throws {
        let fixture = try fixture()
        let content = pattern(300_000)
        try fixture.store(content, at: file)
        let reader = try fixture.client.openFile(file)
        try fixture.client.delete(file)
        #expect(try names().count == 1)
        #expect(try fixture.read(reader) == content)
        try fixture.client.close(reader)
        #expect(try names().isEmpty)
    }

    @Test("go when the file is deleted before its stream is closed")
    func deletedWhileWritten() throws {
        let fixture = try fixture()
        let stream = try fixture.client.createFile(file, .with { $0.recursive = true })
        try fixture.client.write(stream, fill: pieces(of: pattern(100_000)))
        try fixture.client.delete(file)
        try fixture.client.close(stream)
        #expect(try names().isEmpty)
    }

    @Test("go at the end, with the folder if it was made")
    func ending() throws {
        try temporary.makeFolder("given")
        for name in ["made", "given"] {
            let fixture = try Fixture { $0.directory = temporary.path(name) }
            try fixture.store(pattern(100_000), at: file)
            let stream = try fixture.client.createFile(AlluxioPath("/open"))
            try fixture.client.write(stream, fill: pieces(of: pattern(100_000)))
            #expect(try temporary.names(in: name).count == 2)
            fixture.proxy.stop()
        }
        #expect(try temporary.names() == ["given"])
        #expect(try temporary.names(in: "given").isEmpty)
    }

    @Test("need a folder that is empty, or can be made")
    func refused() throws {
        try temporary.write([1], to: "full/file")
        let full = #expect(throws: EmbeddedProxyError.self) {
            try EmbeddedProxy(.init(port: 0, directory: temporary.path("full")))
        }
        #expect(
            full?.message == "could not keep files in \(temporary.path("full")): Directory not empty")
        let absent = #expect(throws: EmbeddedProxyError.self) {
            try EmbeddedProxy(.init(port: 0, directory: temporary.path("absent/data")))
        }
        #expect(
            absent?.message
                == "could not make the folder \(temporary.path("absent/data")): No such file or directory")
        #expect(try temporary.names() == ["full"])
    }

    @Test("leave nothing where the port is taken")
    func taken() throws {
        let fixture = try Fixture()
        #expect(throws: EmbeddedProxyError.self) {
            try EmbeddedProxy(.init(port: fixture.proxy.port, directory: temporary.path("data")))
        }
        #expect(try temporary.names().isEmpty)
    }
}
