import EmbeddedProxy
import OSThreads
import TestSupport
import Testing

/// What a real Alluxio answered, held against the embedded proxy by the script that recorded it.
@Suite("Recorded exchanges", .ownThread, .timeLimit(.minutes(20)))
struct RecordedExchangesTests {
    @Test("hold as with Alluxio", arguments: AlluxioVersion.allCases)
    func hold(version: AlluxioVersion) throws {
        var configuration = EmbeddedProxy.Configuration(port: 0)
        configuration.version = version
        let proxy = try EmbeddedProxy(configuration)
        defer { proxy.stop() }
        let output = try replay("alluxio-\(version.rawValue)/rest.json", port: proxy.port)
        #expect(output == "113 passed, 0 failed\n")
    }

    @Test("of odd requests hold as with Alluxio 2.9.6")
    func odd() throws {
        let proxy = try EmbeddedProxy(.init(port: 0))
        defer { proxy.stop() }
        #expect(try replay("alluxio-2.9.6/odd.json", port: proxy.port) == "38 passed, 0 failed\n")
    }

    /// Runs the script; what it prints.
    private func replay(_ file: String, port: Int) throws -> String {
        let folder = #filePath.split(separator: "/").dropLast(2).map { "/" + $0 }.joined() + "/Conformance"
        let python = try Subprocess(
            "/usr/bin/env",
            ["python3", "\(folder)/replay.py", "--port", "\(port)", "\(folder)/\(file)"])
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 64 << 10, alignment: 1)
        defer { buffer.deallocate() }
        var output: [UInt8] = []
        while let count = try python.read(into: buffer), count > 0 { output += buffer[..<count] }
        _ = python.wait()
        return String(decoding: output, as: UTF8.self)
    }
}
