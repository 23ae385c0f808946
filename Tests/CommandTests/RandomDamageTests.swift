import SelfDescribingData
import TestSupport
import Testing

/// Files in which other bytes were put at random are stored, and each door's findings are those that the definition
/// gives, worked out byte by byte.
@Suite("Random damage is found, exactly", .ownThread, .timeLimit(.minutes(20)))
struct RandomDamageTests {
    private static let files = 150

    @Test("of files that a record names, through verify-write and parallel-read")
    func recorded() async throws {
        var random = SeededGenerator()
        let seed = random.seed
        print("damaging \(Self.files) files with seed \(seed)")
        let stage = try Stage(.embedded)
        var files: [DamagedFile] = []
        for process in 0..<Self.files {
            let identity = Identity(
                run: .random(in: 1 ... .max, using: &random), node: 1, process: UInt16(process),
                version: .random(in: 2...16_777_214, using: &random))
            let file = DamagedFile.random(of: identity, using: &random)
            try stage.write(file.bytes, to: Stage.name(identity))
            files.append(file)
        }
        let lines = files.map { RecordText.stored($0.identity, length: $0.bytes.count, root: stage.root) }
        try stage.local.write(Array(lines.joined()), to: "record")
        for line in [
            "verify-write --record record",
            "parallel-read --record record --src \(stage.root) --node 1 --nprocess \(Self.files)",
        ] {
            let run = try await stage.run(line)
            expect(run, files, in: stage, seed)
            #expect(run.result?.totals.checkedFiles == Self.files, "seed \(seed)")
            #expect(run.result?.content == "checked")
        }
    }

    @Test("of files that bear a mark, through verify-write")
    func marked() async throws {
        var random = SeededGenerator()
        let seed = random.seed
        print("damaging marked files with seed \(seed)")
        let stage = try Stage(.embedded)
        var files: [DamagedFile] = []
        while files.count < 50 {
            let identity = Identity.random(using: &random).with(
                node: 1, process: UInt16(files.count), file: 0)
            let file = DamagedFile.random(of: identity, using: &random)
            try stage.store(file.bytes, as: identity)
            files.append(file)
        }
        let run = try await stage.run(
            "verify-write --dst \(stage.root) --node 1 --nfiles \(files.count) --nprocess 3")
        expect(run, files, in: stage, seed)
        #expect(run.result?.totals.checkedFiles == files.count, "seed \(seed)")
    }

    private func expect(_ run: Ended, _ files: [DamagedFile], in stage: Stage, _ seed: UInt64) {
        #expect(run.errors.isEmpty, "\(run)")
        var found = Dictionary(grouping: run.findings, by: \.process)
        for (process, file) in files.enumerated() {
            let expected = Definition(file).differences.map {
                ResultDocument.Finding($0, path: "\(stage.root)/node_1/process_\(process)", process: process)
            }
            #expect(
                found.removeValue(forKey: process) ?? [] == expected,
                "seed \(seed), process \(process): \(file.bytes.count) bytes, \(file.story)")
        }
        #expect(found.isEmpty)
        #expect(run.isFail == files.contains { !Definition($0).differences.isEmpty }, "seed \(seed)")
    }
}

extension ResultDocument.Finding {
    fileprivate init(_ difference: Difference, path: String, process: Int) {
        self.init(
            kind: difference.kind.rawValue, path: path, offset: difference.offset, length: difference.length,
            node: "1", process: process, file: 0,
            found: difference.origin.map { ResultDocument.Found($0.identity, offset: $0.offset) })
    }
}
