import SelfDescribingData
import StressTest
import TestSupport
import Testing

@Suite("What parallel-read knows of files decides what it can check", .ownThread, .timeLimit(.minutes(20)))
struct ReadKnowledgeTests {
    private let identity = Identity(run: 77, node: 1, process: 0, version: 4)

    /// What is said of a file that another stands in the place of, whole.
    private func expect(
        _ kind: String, _ standing: Identity, _ run: Ended, in stage: Stage, node: String? = "1",
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        #expect(run.isFail, "\(run)", sourceLocation: sourceLocation)
        #expect(
            run.findings == [
                .init(
                    kind: kind, path: "\(stage.root)/node_1/process_0", offset: 0, length: 20_000, node: node,
                    process: 0, file: 0, found: .init(standing, offset: 0))
            ], sourceLocation: sourceLocation)
    }

    @Test("a record which version must be there", arguments: Server.all, [(3, "stale"), (5, "newer")])
    func record(on server: Server, other: (version: UInt32, kind: String)) async throws {
        let stage = try Stage(server)
        let standing = identity.with(version: other.version)
        try stage.local.write(RecordText.stored(identity, length: 20_000, root: stage.root), to: "record")
        // Its mark is its own, and so no witness.
        try stage.store(standing.bytes(count: 20_000), as: standing)
        var run = try await stage.run("parallel-read --record record --src \(stage.root) --node 1")
        expect(other.kind, standing, run, in: stage)
        run = try await stage.run("parallel-read --record record --src \(stage.root)/node_1/process_0")
        expect(other.kind, standing, run, in: stage, node: nil)
        run = try await stage.run("parallel-read --src \(stage.root) --node 1")
        #expect(run.isPass, "\(run)")
    }

    @Test("--run whose data it must be", arguments: Server.all, [true, false])
    func run(on server: Server, isMarked: Bool) async throws {
        let stage = try Stage(server)
        try stage.store(identity.bytes(count: 20_000), as: identity, isMarked: isMarked)
        let line = "parallel-read --src \(stage.root) --node 1"
        expect("foreign", identity, try await stage.run("\(line) --run 76"), in: stage)
        for line in [line, "\(line) --run 77"] {
            let run = try await stage.run(line)
            #expect(run.isPass, "\(run)")
            #expect(run.result?.runs == [.init(run: 77, lowestVersion: 4, highestVersion: 4, files: 1)])
            #expect(run.output.contains("data: run 77, version 4, 1 file"))
        }
    }

    @Test("that a node's files are of several runs is said")
    func severalRuns() async throws {
        let stage = try Stage(.embedded)
        for process in 0...2 {
            let identity = Identity(
                run: process == 1 ? 9 : 77, node: 1, process: UInt16(process), version: 1)
            try stage.store(identity.bytes(count: 100), as: identity)
        }
        let run = try await stage.run("parallel-read --src \(stage.root) --node 1 --nprocess 3")
        #expect(run.isPass, "\(run)")
        #expect(run.result?.warnings == ["the files of node 1 are of 2 runs: 9, 77"])
    }

    @Test("that a marked file of which nothing is left is wrong, however small it is", arguments: Server.all)
    func lostFiles(on server: Server) async throws {
        let stage = try Stage(server)
        for (process, count) in [1, 5, 8, 12, 16, 31, 100, 5000].enumerated() {
            let identity = Identity(run: 77, node: 1, process: UInt16(process), version: 1)
            var bytes = identity.bytes(count: count)
            for index in bytes.indices {
                bytes[index] ^= UInt8(truncatingIfNeeded: index &* index &* 91 + 7) | 1
            }
            try stage.store(bytes, as: identity)
        }
        for line in [
            "verify-write --dst \(stage.root) --node 1 --nfiles 8",
            "parallel-read --src \(stage.root) --node 1 --nprocess 8",
        ] {
            let run = try await stage.run(line)
            #expect(run.isFail && run.result?.totals.checkedFiles == 8, "\(run)")
            #expect(run.findings.map(\.process) == Array(0..<8))
            #expect(run.findings.allSatisfy { $0.offset == 0 && $0.kind == "garbage" })
            #expect(run.findings.map(\.length) == [1, 5, 8, 12, 16, 31, 100, 5000])
        }
    }

    @Test("nothing of other data, which is no failure, and said", arguments: Server.all)
    func otherData(on server: Server) async throws {
        let stage = try Stage(server)
        #expect(try await stage.write("--nprocess 2").isPass)
        let run = try await stage.run("parallel-read --src \(stage.root) --node 1 --nprocess 2")
        #expect(run.isPass && run.result?.verdict == "pass", "\(run)")
        #expect(run.result?.content == "not-checked")
        #expect(run.result?.totals.checkedFiles == 0 && run.result?.totals.checkedBytes == 0)
        #expect(run.output.contains("PASS 2 files read, 0 checked, 20,000 bytes"))
        #expect(run.output.contains("not checked: 2 files, whose content does not say what it should be"))

        let identity = Identity(run: 77, node: 1, process: 1, version: 1)
        try stage.store(identity.bytes(count: 10_000), as: identity)
        let mixed = try await stage.run("parallel-read --src \(stage.root) --node 1 --nprocess 2")
        #expect(mixed.isPass, "\(mixed)")
        #expect(mixed.result?.content == "partly")
        #expect(mixed.output.contains("PASS 2 files read, 1 checked, 20,000 bytes"))
    }

    @Test("nothing of a source's content by itself, though it be generated data", arguments: Server.all)
    func generatedSource(on server: Server) async throws {
        let stage = try Stage(server)
        let other = Identity(run: 9, node: 7, process: 3, version: 1)
        try stage.local.write(other.bytes(count: 100_000), to: "copy")
        let wrote = try await stage.run("parallel-write --src copy --dst \(stage.root) --node 1")
        #expect(wrote.isPass, "\(wrote)")
        let line = "parallel-read --src \(stage.root) --node 1"
        let run = try await stage.run(line)
        #expect(run.isPass, "\(run)")
        #expect(run.output.contains("PASS 1 file read, 0 checked, 100,000 bytes"))
        let compared = try await stage.run("\(line) --expect copy")
        #expect(compared.output.contains("PASS 1 file read, 1 checked, 100,000 bytes"), "\(compared)")
    }

    /// The sizes at which more of a file's own word is needed.
    private static let sizes = [0, 1, 7, 8, 15, 16, 31, 32]

    @Test("of small files by their sizes", arguments: Server.all)
    func sizes(on server: Server) async throws {
        let stage = try Stage(server)
        let files = Self.sizes.enumerated().map {
            (identity: identity.with(process: UInt16($0)), size: $1)
        }
        for (identity, size) in files {
            try stage.store(identity.bytes(count: size), as: identity, isMarked: false)
        }
        let line = "parallel-read --src \(stage.root) --node 1 --nprocess \(files.count)"
        // Size 0, and from 16 on.
        try await expect(checked: 4, bytes: 79, line, stage)
        // From 8 on.
        try await expect(checked: 6, bytes: 102, "\(line) --run 77", stage)
        let record = files.map { RecordText.stored($0.identity, length: $0.size, root: stage.root) }
        try stage.local.write(Array(record.joined()), to: "record")
        try await expect(checked: 8, bytes: 110, "\(line) --record record", stage)
        for (identity, size) in files { try stage.store(identity.bytes(count: size), as: identity) }
        try await expect(checked: 8, bytes: 110, line, stage)

        for (identity, size) in files where size > 0 {
            var bytes = identity.bytes(count: size)
            bytes[size - 1] ^= 0xff
            try stage.store(bytes, as: identity)
        }
        let run = try await stage.run("\(line) --record record")
        #expect(run.isFail, "\(run)")
        #expect(run.findings.map(\.kind) == Array(repeating: "garbage", count: 7))
        #expect(run.findings.map(\.offset) == Self.sizes.dropFirst().map { Int64($0 - 1) })
        #expect(run.findings.allSatisfy { $0.length == 1 && $0.found == nil })
    }

    private func expect(
        checked: Int, bytes: Int64, _ line: String, _ stage: Stage,
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        let run = try await stage.run(line)
        #expect(run.isPass, "\(run)", sourceLocation: sourceLocation)
        #expect(run.result?.totals.checkedFiles == checked, sourceLocation: sourceLocation)
        #expect(run.result?.totals.checkedBytes == bytes, sourceLocation: sourceLocation)
        #expect(run.result?.content == (checked == 8 ? "checked" : "partly"), sourceLocation: sourceLocation)
    }

    @Test("all of a file is read, however much of it is wrong", arguments: Server.all)
    func wholeExtent(on server: Server) async throws {
        let stage = try Stage(server)
        let foreign = Identity(run: 9, node: 1, process: 0, version: 1)
        var bytes = identity.bytes(count: 3_000_000)
        bytes.replaceSubrange(10..<2_999_000, with: foreign.bytes(at: 10, count: 2_998_990))
        try stage.store(bytes, as: identity)
        let run = try await stage.run("parallel-read --src \(stage.root) --node 1 --dst copies")
        #expect(run.isFail, "\(run)")
        #expect(run.findings.map(\.kind) == ["foreign"])
        #expect(run.findings.map(\.offset) == [10] && run.findings.map(\.length) == [2_998_990])
        #expect(run.result?.totals.bytesMoved == 3_000_000 && run.result?.totals.files == 1)
        #expect(try stage.local.read("copies/process_0") == bytes)
    }

    @Test("each file's findings are listed once, however many the iterations", arguments: Server.all)
    func iterations(on server: Server) async throws {
        let stage = try Stage(server)
        #expect(try await stage.generate("--nprocess 3 --iteration 4").isPass)
        let identities = (0..<3 as Range<UInt16>).map { Identity(run: 77, node: 1, process: $0, version: 4) }
        let many = Array(stride(from: 5, to: 20_000, by: 100))
        try stage.store(identities[0].bytes(count: 20_000).flipped(at: many), as: identities[0])
        let wrong = [WrongBytes(.stale, in: identities[1]), WrongBytes(.garbage, in: identities[2])]
        for wrong in wrong { try stage.store(wrong.bytes, as: wrong.identity) }
        let run = try await stage.run("parallel-read --src \(stage.root) --node 1 --nprocess 3 --iteration 3")
        #expect(run.isFail, "\(run)")
        let listed = Dictionary(grouping: run.findings, by: \.process)
        #expect(listed[0]?.map(\.offset) == many.prefix(100).map(Int64.init))
        for (process, wrong) in zip(1..., wrong) {
            let path = "\(stage.root)/node_1/process_\(process)"
            #expect(listed[process] == [wrong.finding(at: path, process: process)])
        }
        #expect(run.result?.totals.findingCount == 606 && run.result?.findingsOmitted == 504)
        #expect(run.result?.processes.map(\.findingCount) == [600, 3, 3])
    }

    @Test("more findings than are kept are counted")
    func many() async throws {
        let stage = try Stage(.embedded)
        let bytes = identity.bytes(count: 20_000).flipped(at: Array(stride(from: 5, to: 20_000, by: 100)))
        try stage.store(bytes, as: identity)
        let run = try await stage.run("parallel-read --src \(stage.root) --node 1")
        #expect(run.isFail, "\(run)")
        #expect(run.findings.count == 100 && run.result?.findingsOmitted == 100)
        #expect(run.result?.totals.findingCount == 200 && run.result?.reason == "200 findings")
        #expect(run.findings.allSatisfy { $0.kind == "flipped-bits" && $0.length == 1 })
        #expect(run.output.contains("180 more findings"))
    }
}
