import Alluxio
import EmbeddedProxy
import OSThreads
import TestSupport
import Testing

@Suite("A thousand connections at once", .ownThread, .timeLimit(.minutes(20)))
struct ManyConnectionsTests {
    private static let count = 1000

    /// Descriptors for both ends of each connection, and for what else the tests have open.
    init() throws { try #require(DescriptorLimit.raise() > 2 * Self.count + 1000) }

    /// A busy machine may take its time with a thousand.
    private func patientFixture() throws -> Fixture { try Fixture { $0.idleTimeout = .seconds(600) } }

    @Test("all get their bytes, though all have asked before the first reads")
    func reading() throws {
        let fixture = try patientFixture()
        let content = pattern(50_000)
        let file = try AlluxioPath("/file")
        try fixture.store(content, at: file)
        let connections = try (0..<Self.count).map { _ in
            let stream = try fixture.client.openFile(file)
            let raw = try RawConnection(port: fixture.proxy.port)
            raw.sendHead("POST", "/api/v1/streams/\(stream.id.rawValue)/read", ["Content-Length": "0"])
            return raw
        }
        for connection in connections {
            let answer = try #require(connection.answer())
            let isRight = answer.status == 200 && answer.isWhole && answer.body == content
            #expect(isRight)
        }
    }

    @Test("all bring their bytes, with every upload under way at the same time")
    func writing() throws {
        let fixture = try patientFixture()
        let uploads = try (0..<Self.count).map { number in
            let path = try AlluxioPath("/\(number)")
            let stream = try fixture.client.createFile(path, .with { $0.blockSizeBytes = 1 << 20 })
            let raw = try RawConnection(port: fixture.proxy.port)
            raw.sendHead(
                "POST", "/api/v1/streams/\(stream.id.rawValue)/write",
                ["Content-Type": octets, "Content-Length": "20000"])
            raw.send(pattern(12_000, seed: UInt64(number)))
            return (raw, stream)
        }
        for (number, (raw, stream)) in uploads.enumerated() {
            raw.send(pattern(8000, seed: UInt64(number)))
            #expect(raw.answer()?.text == "20000")
            try fixture.client.close(stream)
            let isStored =
                try fixture.content(of: stream.path)
                == pattern(12_000, seed: UInt64(number)) + pattern(8000, seed: UInt64(number))
            #expect(isStored)
        }
    }
}
