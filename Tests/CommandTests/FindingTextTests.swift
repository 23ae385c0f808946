import OSThreads
import SelfDescribingData
import TestSupport
import Testing

@Suite("The lines of a finding", .ownThread, .timeLimit(.minutes(20)))
struct FindingTextTests {
    private let identity = Identity(run: 77, node: 1, process: 3, version: 4)
    private static let hasCurl =
        (try? Subprocess("/usr/bin/env", ["curl", "--version"]))?.wait() == .exited(0)

    /// The lines after which there are no others of this finding: what it is, and how to see its bytes again.
    private func lines(_ run: Ended) throws -> (text: String, shell: String?) {
        let lines = run.output.split(separator: "\n").map(String.init)
        let index = try #require(lines.firstIndex { $0.hasPrefix("finding: ") }, "\(run)")
        let next = lines.dropFirst(index + 1).first
        let shell = next.flatMap { $0.hasPrefix("    $ ") ? String($0.dropFirst(6)) : nil }
        return (String(lines[index].dropFirst(9)), shell)
    }

    private func output(of line: String, in stage: Stage) throws -> String {
        let shell = try Subprocess(
            "/usr/bin/env", ["-C", stage.local.path, "/bin/sh", "-c", line])
        var bytes: [UInt8] = []
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 64 << 10, alignment: 1)
        defer { buffer.deallocate() }
        while let count = try shell.read(into: buffer), count > 0 { bytes += buffer[..<count] }
        #expect(shell.wait() == .exited(0))
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The bytes that `od -t x1z` shows, and nothing else.
    private func bytes(shown output: String) -> [UInt8] {
        output.split(separator: "\n").flatMap { line in
            line.split(separator: ">").first.map(String.init)?.split(separator: " ").dropFirst() ?? []
        }.compactMap { UInt8($0, radix: 16) }
    }

    @Test(
        "say whose the bytes are, and a line for a shell shows them",
        .enabled(if: hasCurl, "there is no curl"),
        arguments: Server.all, ["parallel-read --src", "verify-write --nfiles 4 --dst"])
    func wrongFile(on server: Server, command: String) async throws {
        let stage = try Stage(server)
        #expect(try await stage.generate("--nprocess 4 --iteration 4 --size 2000000").isPass)
        let others = Identity(run: 77, node: 1, process: 1, version: 4).bytes(at: 1_048_576, count: 4096)
        var bytes = identity.bytes(count: 2_000_000)
        bytes.replaceSubrange(1_048_576..<1_052_672, with: others)
        try stage.store(bytes, as: identity)
        let run = try await stage.run("\(command) \(stage.root) --node 1 --nprocess 4")
        let (text, shell) = try lines(run)
        #expect(
            text
                == "\(stage.root)/node_1/process_3: bytes 1,048,576 to 1,052,671 are process_1's, version 4, its bytes 1,048,576 to 1,052,671 (wrong-file)"
        )
        let line = try #require(shell)
        #expect(line.contains("curl -sX POST"))
        #expect(self.bytes(shown: try output(of: line, in: stage)) == others)
    }

    @Test("of every kind are ones that a person reads", arguments: WrongBytes.Kind.allCases)
    func kinds(kind: WrongBytes.Kind) async throws {
        let stage = try Stage(.embedded)
        let wrong = WrongBytes(kind, in: identity)
        try stage.store(wrong.bytes, as: identity)
        let run = try await stage.run("parallel-read --src \(stage.root)/node_1/process_3")
        let (text, shell) = try lines(run)
        let what =
            switch kind {
            case .wrongOffset: "bytes 5,000 to 8,002 are its bytes 12,345 to 15,347"
            case .stale: "bytes 4,096 to 8,191 are of version 3, its bytes 4,096 to 8,191"
            case .newer: "bytes 19,000 to 19,032 are of version 5, its bytes 100 to 132"
            // Which node's file it is nobody said.
            case .wrongFile:
                "bytes 8,192 to 12,287 are node_1/process_2's, version 4, its bytes 8,192 to 12,287"
            case .foreign:
                "bytes 1 to 6,999 are run 78's, node_1/process_3, version 4, its bytes 1,073,741,824 to 1,073,748,822"
            case .zeros: "bytes 8,000 to 8,999 are zero"
            case .flippedBits: "bytes 16,000 to 16,008 have flipped bits"
            case .garbage: "bytes 7,777 to 7,899 are of no known origin"
            }
        #expect(text == "\(stage.root)/node_1/process_3: \(what) (\(kind.rawValue))")
        #expect(shell != nil)
    }

    @Test("of a node's file that is another node's name the node")
    func otherNode() async throws {
        let stage = try Stage(.embedded)
        let other = Identity(run: 77, node: 9, process: 0, version: 1)
        try stage.store(other.bytes(count: 100), as: identity)
        let (text, _) = try lines(try await stage.run("parallel-read --src \(stage.root)/node_1/process_3"))
        #expect(
            text
                == "\(stage.root)/node_1/process_3: bytes 0 to 99 are node_9/process_0's, version 1, its bytes 0 to 99 (wrong-file)"
        )
    }

    @Test("of a local copy read that copy, whatever its folder is called")
    func copy() async throws {
        let stage = try Stage(.embedded)
        try stage.store(identity.bytes(count: 20_000), as: identity)
        let wrong = WrongBytes(.garbage, in: identity)
        try stage.local.write(wrong.bytes, to: "it's;$(x)/process_0")
        let run = try await stage.run(
            "verify-read --src \(stage.root)/node_1/process_3 --dst it's;$(x) --nfiles 1")
        let (text, shell) = try lines(run)
        #expect(text == "it's;$(x)/process_0: bytes 7,777 to 7,899 are of no known origin (garbage)")
        let line = try #require(shell)
        #expect(bytes(shown: try output(of: line, in: stage)) == Array(wrong.bytes[7777..<7900]))
    }

    @Test(
        "open a path with any characters in it", .enabled(if: hasCurl, "there is no curl"),
        arguments: Server.all)
    func oddPath(on server: Server) async throws {
        let stage = try Stage(server)
        let wrong = WrongBytes(.garbage, in: identity)
        let name = "a'b\"c$d;e%20(f)&ä"
        try stage.write(wrong.bytes, to: name, mark: .init(identity, length: 20_000))
        let run = try await stage.run("parallel-read --src \(stage.root)/\(name)")
        let line = try #require(lines(run).shell)
        #expect(bytes(shown: try output(of: line, in: stage)) == Array(wrong.bytes[7777..<7900]))
    }

    @Test("are said once where they come again, with how often")
    func again() async throws {
        let stage = try Stage(.embedded)
        try stage.store(WrongBytes(.zeros, in: identity).bytes, as: identity)
        let run = try await stage.run("parallel-read --src \(stage.root)/node_1/process_3 --iteration 3")
        #expect(run.findings.count == 1 && run.result?.reason == "3 findings")
        let lines = run.output.split(separator: "\n").filter { $0.hasPrefix("finding: ") }
        #expect(lines.count == 1)
        #expect(lines.first?.hasSuffix("bytes 8,000 to 8,999 are zero (zeros), 3 times") == true)
    }

    @Test("that have no bytes to show have no line for a shell")
    func missing() async throws {
        let stage = try Stage(.embedded)
        let (text, shell) = try lines(try await stage.run("parallel-read --src \(stage.root)/nothing"))
        #expect(text == "\(stage.root)/nothing: there is no such file (missing)")
        #expect(shell == nil)
    }
}
