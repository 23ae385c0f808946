import Alluxio
import EmbeddedProxy
import TestSupport
import Testing

@Suite("Faults of writes", .ownThread, .timeLimit(.minutes(20)))
struct WriteFaultTests {
    private let content = pattern(5000, seed: 2)
    private let path = "/folder/file"

    private func create(_ fixture: FaultFixture) throws -> FileOutStream {
        try fixture.client.createFile(AlluxioPath(path), .with { $0.recursive = true })
    }

    private func expect(_ strikes: [FaultRecord], _ kind: Fault.Kind, _ operation: Fault.Operation) {
        #expect(strikes.map(\.kind) == [kind] && strikes.map(\.operation) == [operation])
        #expect(strikes.map(\.path) == [path])
        #expect(strikes.map(\.offset) == [0] && strikes.map(\.length) == [5000])
    }

    @Test("lost: all is answered well, and the file stays incomplete (F1)")
    func lost() throws {
        let fixture = try FaultFixture("lost")
        try fixture.store(content, at: path)
        let status = try fixture.status(path)
        #expect(!status.completed && status.length == 0)
        expect(fixture.takeStrikes(), .lost, .write)
        let refused = #expect(throws: AlluxioError.self) { try fixture.content(of: path) }
        #expect(refused?.code == .incompleteFile)
    }

    @Test("short-count: the write answers a smaller count than came")
    func shortCount() throws {
        let fixture = try FaultFixture("short-count")
        let stream = try create(fixture)
        let short = #expect(throws: AlluxioError.self) {
            try fixture.client.write(stream, fill: pieces(of: content))
        }
        #expect(short?.code == .shortWrite)
        let struck = try #require(fixture.takeStrikes().first)
        #expect(struck.kind == .shortCount && struck.path == path)
        #expect(struck.length > 0 && struck.offset + struck.length == 5000)
        #expect(
            short?.message.contains("\(struck.offset) bytes taken, of 5000 sent") == true,
            "\(String(describing: short))")
    }

    @Test("close-fails: the close is refused, and the file stays incomplete")
    func closeFails() throws {
        let fixture = try FaultFixture("close-fails")
        let stream = try create(fixture)
        try fixture.client.write(stream, fill: pieces(of: content))
        let refused = #expect(throws: AlluxioError.self) { try fixture.client.close(stream) }
        #expect(refused?.code == .internalError)
        expect(fixture.takeStrikes(), .closeFails, .close)
        #expect(try !fixture.status(path).completed)
        let gone = #expect(throws: AlluxioError.self) { try fixture.client.close(stream) }
        #expect(gone?.code == .noStream)
    }

    @Test(
        "strike no file that is gone before its close, nor a reader",
        arguments: ["lost", "close-fails", "zeros:operation=write"])
    func deletedBefore(fault: String) throws {
        let fixture = try FaultFixture("\(fault):first=1")
        try fixture.store(content, at: path)
        #expect(try fixture.content(of: path) == content)
        try fixture.client.delete(AlluxioPath(path))
        let stream = try create(fixture)
        try fixture.client.write(stream, fill: pieces(of: content))
        try fixture.client.delete(AlluxioPath(path))
        try fixture.client.close(stream)
        #expect(fixture.takeStrikes().isEmpty)
    }
}
