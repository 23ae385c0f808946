import Alluxio
import FoundationEssentials
import TestSupport
import Testing

/// A file's size does not matter to memory. Each test is a process of its own, for others would be counted, too.
@Suite("Streaming", .timeLimit(.minutes(20)))
struct StreamingTests {
    @Test("takes no more memory for a read of 4 GB than for one of 4 MB")
    func read() async {
        await #expect(processExitsWith: .success) {
            let piece: [UInt8] = Array(repeating: 1, count: 256 << 10)
            let server = try ScriptedServer { request in
                let count = request.target.contains("/1/") ? 4 << 20 : 4 << 30
                let head = "HTTP/1.1 200 OK\r\nContent-Length: \(count)\r\n\r\n"
                return [.raw(Array(head.utf8))] + Array(repeating: .raw(piece), count: count / piece.count)
            }
            let client = try AlluxioClient(server)
            try expectFlatMemory { size in
                let stream = FileInStream(id: StreamID(rawValue: size == 4 << 20 ? 1 : 2), path: .root)
                let count = try client.read(stream) { _ in }
                #expect(count == size)
            }
        }
    }

    @Test("takes no more memory for an upload of 4 GB than for one of 4 MB")
    func write() async {
        await #expect(processExitsWith: .success) {
            let server = try ScriptedServer(
                interrupter: { request in
                    let size = request.target.contains("/1/") ? 4 << 20 : 4 << 30
                    return .init(afterBodyBytes: 1, script: [.discardBody, .text(200, "\(size)")])
                }, handler: { _ in [] })
            let client = try AlluxioClient(server)
            try expectFlatMemory { size in
                let stream = FileOutStream(id: StreamID(rawValue: size == 4 << 20 ? 1 : 2), path: .root)
                let count = try client.write(stream, fill: bytes(Int(size)))
                #expect(count == size)
            }
        }
    }
}

/// Moves 4 MB and then 4 GB, and holds that the process's peak grows by less than 2 MB.
private func expectFlatMemory(_ move: (Int64) throws -> Void) throws {
    try move(4 << 20)
    let before = try peakMemory()
    try move(4 << 30)
    let growth = try peakMemory() - before
    #expect(growth < 2 << 20, "\(growth) bytes more")
}

/// The most memory that this process had resident, in bytes.
private func peakMemory() throws -> Int {
    let status = String(decoding: try bytes(ofFile: "/proc/self/status"), as: UTF8.self)
    let line = try #require(status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") })
    return try #require(line.split(separator: " ").dropFirst().first.flatMap { Int($0) }) << 10
}
