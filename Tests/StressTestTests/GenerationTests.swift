import TestSupport
import Testing

@testable import StressTest

@Suite("What mixed reads of what all nodes have stored")
struct GenerationTests {
    private static func stored(_ node: Int, files: Int) -> StoredFiles? {
        NodeName("\(node)").map { name in
            StoredFiles(
                node: name, run: 7, length: 100,
                files: (0..<files).map {
                    StoredFiles.File(FileNumber(process: $0 / 3, file: $0 % 3), version: $0 + 1)
                })
        }
    }

    /// What is read at all places of a node's readers.
    private static func read(_ nodes: [StoredFiles], own: Int, places: Int, iteration: Int) -> [String] {
        let generation = Generation(nodes, own: nodes[own].node)
        return (0..<places).compactMap { place in
            generation.file(at: place, of: places, run: 7, iteration: iteration).map {
                "\($0.of.node) \($0.file.number.process) \($0.file.number.file)"
            }
        }
    }

    @Test("is each file as often as any other, or once more, over the readers of all nodes")
    func evenly() {
        var random = SeededGenerator()
        for _ in 0..<200 {
            let nodes = (0..<Int.random(in: 1...6, using: &random)).compactMap {
                // Some may have stored nothing.
                Self.stored($0, files: .random(in: 0...9, using: &random))
            }
            let places = Int.random(in: 1...20, using: &random)
            let files = nodes.reduce(0) { $0 + $1.files.count }
            for iteration in 1...3 {
                let read = nodes.indices.flatMap {
                    Self.read(nodes, own: $0, places: places, iteration: iteration)
                }
                guard files > 0 else {
                    #expect(read.isEmpty)
                    continue
                }
                #expect(read.count == nodes.count * places)
                let counts = Dictionary(grouping: read) { $0 }.mapValues(\.count)
                let least = read.count / files
                #expect(counts.values.allSatisfy { $0 == least || $0 == least + 1 }, "by \(random.seed)")
                #expect(counts.count == min(files, read.count), "by \(random.seed)")
            }
        }
    }

    @Test("is the same again, and drawn anew in each iteration")
    func drawn() {
        let nodes = (0..<3).compactMap { Self.stored($0, files: 12) }
        let first = Self.read(nodes, own: 1, places: 10, iteration: 2)
        #expect(first == Self.read(nodes, own: 1, places: 10, iteration: 2))
        #expect(first != Self.read(nodes, own: 1, places: 10, iteration: 3))
    }

    @Test(
        "is stored by a share of the processes, but for at least one of each kind",
        arguments: [
            (10, 30, 3), (4, 30, 1), (5, 50, 3), (2, 1, 1), (2, 99, 1), (100, 1, 1), (100, 99, 99),
            (3, 99, 2),
        ])
    func share(processes: Int, share: Int, writers: Int) {
        #expect(MixedPlan.writers(ofProcesses: processes, share: share) == writers)
    }
}

@Suite("Files that are read and replaced at the same time", .timeLimit(.minutes(20)))
struct StandingFilesTests {
    @Test("are not there before they are stored")
    func empty() {
        let standing = StandingFiles()
        #expect(standing.take(draw: 5) == nil)
        #expect(standing.claim(ofProcess: 0, next: 1, of: 2) == 1)
        #expect(standing.take(draw: 5) == nil)
    }

    @Test("are replaced by turns, but for those that are read, and the one that was stored last")
    func claimed() {
        let standing = StandingFiles()
        let files = (0...2).map { FileNumber(process: 3, file: $0) }
        standing.store(files[0], version: 1)
        #expect(standing.take(draw: 9) == StoredFiles.File(files[0], version: 1))
        standing.store(files[1], version: 1)
        standing.store(files[2], version: 1)
        // The first is being read, so it is the second's turn.
        #expect(standing.claim(ofProcess: 3, next: 0, of: 3) == 1)
        standing.store(files[1], version: 2)
        #expect(standing.claim(ofProcess: 3, next: 2, of: 3) == 2)
        standing.store(files[2], version: 2)
        standing.giveBack(files[0])
        #expect(standing.claim(ofProcess: 3, next: 0, of: 3) == 0)
        // What is being replaced is read no more.
        let taken = (0..<4).compactMap { standing.take(draw: UInt64($0)) }
        #expect(Set(taken.map(\.number)) == [files[1], files[2]] && taken.allSatisfy { $0.version == 2 })
    }

    @Test("are not replaced before somebody could read them: their turn is waited for")
    func wanted() {
        let standing = StandingFiles()
        let files = (0...1).map { FileNumber(process: 0, file: $0) }
        for file in files { standing.store(file, version: 1) }
        #expect(standing.take(draw: 0)?.number == files[0])
        // The second was stored last, and the first is being read.
        #expect(standing.claim(ofProcess: 0, next: 0, of: 2) == nil)
        // It gets no further readers, so that its turn comes.
        for draw in 0..<4 { #expect(standing.take(draw: UInt64(draw))?.number == files[1]) }
        standing.giveBack(files[0])
        #expect(standing.claim(ofProcess: 0, next: 0, of: 2) == 0)
    }
}
