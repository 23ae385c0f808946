import FoundationEssentials
import Glibc
import SelfDescribingData
import TestSupport
import Testing

@Suite("explain", .timeLimit(.minutes(20)))
struct ExplainTests {
    private struct Document: Decodable {
        struct Found: Decodable, Equatable {
            var run: UInt32
            var node: UInt16
            var process: UInt16
            var file: UInt16
            var version: UInt32
            var offset: Int64
        }

        struct Entry: Decodable, Equatable {
            var offset: Int64
            var length: Int64
            var kind: String
            var found: Found?
        }

        var path: String
        var length: Int64
        var pieces: [Entry]
    }

    private let identity = Identity(run: 305_419_896, node: 2, process: 3, file: 5, version: 4)

    private func data(at offset: Int64, count: Int, of other: Identity? = nil) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        bytes.withUnsafeMutableBytes { (other ?? identity).fill($0, at: offset) }
        return bytes
    }

    private func documents(_ json: [UInt8]) throws -> [Document] {
        try json.split(separator: UInt8(ascii: "\n")).map {
            try JSONDecoder().decode(Document.self, from: Data($0))
        }
    }

    private func found(_ offset: Int64) -> Document.Found {
        Document.Found(run: 305_419_896, node: 2, process: 3, file: 5, version: 4, offset: offset)
    }

    @Test("shows a row for each piece of a file, and writes the same as JSON")
    func pieces() async throws {
        let folder = try TemporaryFolder()
        var bytes =
            data(at: 0, count: 1_050_000) + [UInt8](repeating: 0, count: 4096) + data(at: 77, count: 500)
            + noise(3)
        bytes[9003] ^= 2
        try folder.write(bytes, to: "copy")
        let run = try await Tool(in: folder.path).run("explain", "copy", "--json", "pieces.json")
        #expect(run.status == .exited(0), "\(run)")
        let rows = run.output.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
        #expect(
            rows == [
                ["copy:"],
                ["offset", "length", "what", "run", "node", "process", "file", "version", "its", "offset"],
                ["0", "9,000", "generated", "305419896", "2", "3", "5", "4", "0"],
                ["9,000", "8", "flipped-bits", "305419896", "2", "3", "5", "4", "9,000"],
                ["9,008", "1,040,992", "generated", "305419896", "2", "3", "5", "4", "9,008"],
                ["1,050,000", "4,096", "zeros"],
                ["1,054,096", "500", "generated", "305419896", "2", "3", "5", "4", "77"],
                ["1,054,596", "3", "garbage"],
            ])
        let document = try #require(try documents(try folder.read("pieces.json")).first)
        #expect(document.path == "copy" && document.length == 1_054_599)
        #expect(
            document.pieces == [
                .init(offset: 0, length: 9000, kind: "generated", found: found(0)),
                .init(offset: 9000, length: 8, kind: "flipped-bits", found: found(9000)),
                .init(offset: 9008, length: 1_040_992, kind: "generated", found: found(9008)),
                .init(offset: 1_050_000, length: 4096, kind: "zeros"),
                .init(offset: 1_054_096, length: 500, kind: "generated", found: found(77)),
                .init(offset: 1_054_596, length: 3, kind: "garbage"),
            ])
    }

    @Test("takes several files, and JSON on standard output alone")
    func several() async throws {
        let folder = try TemporaryFolder()
        try folder.write(data(at: 4096, count: 4096), to: "one")
        try folder.write([], to: "--none")
        let shell = ["/bin/sh", "-c", #""$@" 2>text"#, "sh"]
        let run = try await Tool(in: folder.path, through: shell)
            .run("explain", "--json", "-", "one", "--", "--none")
        #expect(run.status == .exited(0), "\(run)")
        let documents = try documents(Array(run.output.utf8))
        #expect(documents.map(\.path) == ["one", "--none"])
        #expect(documents.map(\.length) == [4096, 0])
        #expect(
            documents.map(\.pieces) == [
                [.init(offset: 0, length: 4096, kind: "generated", found: found(4096))], [],
            ])
        #expect(String(decoding: try folder.read("text"), as: UTF8.self).contains("generated"))
    }

    @Test(
        "refuses what is no file, and to write over what it explains",
        arguments: [
            ([], "FILE is required: A local file"),
            (["no"], "there is no file 'no'"),
            (["file", "no"], "there is no file 'no'"),
            (["file/x"], "there is no file 'file/x'"),
            (["."], "'.' is a folder"),
            (["/dev/null"], "'/dev/null' is no file"),
            (
                ["file", "--json", "file"],
                "--json: 'file' is a file to explain, which the result would replace"
            ),
            (
                ["file", "--json", "no/pieces"],
                "--json: 'no/pieces' can't be written: there is no folder 'no'"
            ),
            (["-x"], "'-x' is not an option"),
        ])
    func refuses(arguments: [String], message: String) async throws {
        let folder = try TemporaryFolder()
        try folder.write([1], to: "file")
        let run = try await Tool(in: folder.path).run(["explain"] + arguments)
        #expect(run.status == .exited(2), "\(run)")
        #expect(run.output.contains("explain: \(message)"), "\(run)")
        #expect(try folder.names() == ["file"])
        #expect(try folder.read("file") == [1])
    }

    @Test("refuses what another user may not read", .enabled(if: OtherUser.canBe, OtherUser.how))
    func unreadable() async throws {
        let folder = try TemporaryFolder()
        chmod(folder.path, 0o755)
        try folder.write([1], to: "file")
        chmod(folder.path("file"), 0o600)
        let run = try await Tool(in: folder.path, through: OtherUser.through).run("explain", "file")
        #expect(run.status == .exited(2), "\(run)")
        #expect(run.output.contains("explain: could not open file: Permission denied"), "\(run)")
    }
}
