import EmbeddedProxy
import FoundationEssentials
import TestSupport
import Testing

@Suite("The fault log", .ownThread, .timeLimit(.minutes(20)))
struct FaultLogFileTests {
    private struct Line: Decodable, Equatable {
        var strike: Int
        var time: Double
        var kind: String
        var operation: String
        var path: String
        var offset: Int64
        var length: Int64
    }

    private func record(_ number: Int, path: String = "/a") -> FaultRecord {
        FaultRecord(
            strike: number, time: 1_700_000_000.25, kind: .wrongOffset, operation: .read, path: path,
            offset: 1 << 40, length: 17)
    }

    private func lines(_ folder: TemporaryFolder) throws -> [Line] {
        try folder.read("log").split(separator: UInt8(ascii: "\n")).map {
            try JSONDecoder().decode(Line.self, from: Data($0))
        }
    }

    @Test(
        "has a line of JSON for each strike, after those that are there",
        arguments: ["/a", "/\"\\\n\u{1}é\u{1F600}"])
    func line(path: String) throws {
        let folder = try TemporaryFolder()
        for number in 1...2 { try FaultLogFile(folder.path("log")).add(record(number, path: path)) }
        #expect(
            try lines(folder)
                == (1...2).map {
                    Line(
                        strike: $0, time: 1_700_000_000.25, kind: "wrong-offset", operation: "read",
                        path: path, offset: 1 << 40, length: 17)
                })
    }

    @Test("lines of many threads and several logs of one file stay whole")
    func together() async throws {
        let folder = try TemporaryFolder()
        try await withThrowingTaskGroup { group in
            for thread in 0..<8 {
                let log = try FaultLogFile(folder.path("log"))
                group.addTask {
                    try await onThread {
                        for number in 0..<200 { try log.add(record(thread * 200 + number)) }
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(Set(try lines(folder).map(\.strike)) == Set(0..<1600))
    }

    @Test("what can't be written to is said")
    func cannot() throws {
        let folder = try TemporaryFolder()
        let none = #expect(throws: EmbeddedProxyError.self) { try FaultLogFile(folder.path("no/log")) }
        #expect(none?.message == "could not open \(folder.path("no/log")): No such file or directory")
        let full = try FaultLogFile("/dev/full")
        let error = #expect(throws: EmbeddedProxyError.self) { try full.add(record(1)) }
        #expect(error?.message == "could not add a line to /dev/full: No space left on device")
    }
}
