import OSThreads
import SelfDescribingData
import TestSupport
import Testing

@testable import EmbeddedProxy

/// Where the files of a test keep their bytes.
enum Keeping: CaseIterable { case memory, disk }

@Suite("A file's bytes", .ownThread, .timeLimit(.minutes(20)))
struct FileDataTests {
    private let temporary: TemporaryFolder

    init() throws { temporary = try TemporaryFolder() }

    private func storage(_ keeping: Keeping) throws -> Storage {
        switch keeping {
        case .memory: .memory
        case .disk: .folder(try DataFolder(temporary.path("data")))
        }
    }

    private func content(
        _ bytes: [UInt8], in storage: Storage = .memory, pieces largest: Int,
        using random: inout SeededGenerator
    ) throws -> FileContent {
        let data = FileData(in: storage)
        bytes.inPieces(upTo: largest, using: &random) { piece in
            #expect((try? data.append(piece)) == true)
        }
        return try #require(data.seal())
    }

    /// Reads in pieces of random sizes, too.
    private func read(_ content: FileContent, pieces largest: Int, using random: inout SeededGenerator)
        throws -> [UInt8]
    {
        var cursor = ContentCursor(content)
        var bytes: [UInt8] = []
        while cursor.remaining > 0 {
            var piece = [UInt8](repeating: 0, count: .random(in: 1...largest, using: &random))
            let count = try piece.withUnsafeMutableBytes { try cursor.read(into: $0) }
            bytes += piece[..<count]
        }
        return bytes
    }

    private static func storedBytes(_ content: FileContent) -> Int64 {
        content.segments.reduce(0) { $0 + ($1.kind == .stored ? $1.count : 0) }
    }

    /// Damaged generated data, such data after other data or other such data, and no such data at all.
    private static func mixed(using random: inout SeededGenerator) -> [UInt8] {
        let noise = pattern(.random(in: 1...6000, using: &random), seed: random.next())
        let damaged = DamagedFile.random(using: &random).bytes
        let start = Int64.random(in: 0...20_000, using: &random)
        let part = Identity.random(using: &random).bytes(at: start, count: 10_000)
        switch Int.random(in: 0..<6, using: &random) {
        case 0: return damaged
        case 1: return damaged + DamagedFile.random(using: &random).bytes
        case 2: return noise + damaged
        case 3: return damaged + noise
        case 4: return part + damaged
        default: return noise
        }
    }

    @Test(
        "are read as they were written, whatever they are and however they are cut",
        arguments: Keeping.allCases)
    func anyBytes(keeping: Keeping) throws {
        var random = SeededGenerator()
        let storage = try storage(keeping)
        for round in 0..<300 {
            let largest = [1, 20, 70, 5000, 100_000].randomElement(using: &random)!
            let bytes = Self.mixed(using: &random)
            let content = try content(bytes, in: storage, pieces: largest, using: &random)
            let got = try read(
                content, pieces: .random(in: 1...20_000, using: &random), using: &random)
            try #require(got == bytes, "seed \(random.seed), round \(round)")
            #expect(content.count == Int64(bytes.count))
        }
        #expect(try keeping == .memory || temporary.names(in: "data").isEmpty)
    }

    @Test("cost nothing where they are generated data, however cut", arguments: [32, 4096, 100_000, 1 << 20])
    func clean(largest: Int) throws {
        var random = SeededGenerator()
        let identity = Identity.random(using: &random)
        let first = identity.bytes(count: 32)
        let rest = identity.bytes(at: 32, count: 3_000_000)
        let data = FileData(in: .memory)
        try first.withUnsafeBytes { _ = try data.append($0) }
        rest.inPieces(upTo: largest, using: &random) { piece in
            #expect((try? data.append(piece)) == true)
        }
        #expect(
            data.seal()?.segments == [Segment(kind: .generated(identity), count: 3_000_032)],
            "seed \(random.seed)")
    }

    @Test("cost at most a block for each that is damaged")
    func damaged() throws {
        var random = SeededGenerator()
        for _ in 0..<20 {
            var bytes = Identity.random(using: &random).bytes(count: 1_000_000)
            let places = (0..<10).map { _ in Int.random(in: bytes.indices, using: &random) }
            for place in places { bytes[place] ^= .random(in: 1...255, using: &random) }
            let content = try content(bytes, pieces: 100_000, using: &random)
            // And one more, if the first piece says nothing.
            #expect(Self.storedBytes(content) <= 11 * (4096 + 64), "seed \(random.seed)")
            #expect(try read(content, pieces: 100_000, using: &random) == bytes, "seed \(random.seed)")
        }
    }

    @Test("are recognized from a later block on where the first is damaged")
    func firstBlock() throws {
        var random = SeededGenerator()
        let identity = Identity.random(using: &random)
        var bytes = identity.bytes(count: 20_000)
        bytes[3] ^= 1
        let content = try content(bytes, pieces: 1, using: &random)
        #expect(Self.storedBytes(content) == 20_000)
        let data = FileData(in: .memory)
        try bytes.withUnsafeBytes { _ = try data.append($0) }
        #expect(
            data.seal()?.segments == [
                Segment(kind: .stored, count: 4096), Segment(kind: .generated(identity), count: 15_904),
            ])
    }

    @Test("of another generated file in their place cost nothing either")
    func replaced() throws {
        var random = SeededGenerator()
        let (one, other) = (Identity.random(using: &random), Identity.random(using: &random))
        let bytes =
            one.bytes(count: 8192) + other.bytes(at: 8192, count: 8192) + one.bytes(at: 16384, count: 99)
        let data = FileData(in: .memory)
        try bytes.withUnsafeBytes { _ = try data.append($0) }
        #expect(
            data.seal()?.segments == [
                Segment(kind: .generated(one), count: 8192), Segment(kind: .generated(other), count: 8192),
                Segment(kind: .generated(one), count: 99),
            ], "seed \(random.seed)")
    }

    @Test("a gigabyte of generated data is one segment, and read as what it is")
    func large() throws {
        let identity = Identity(run: 7, node: 1, process: 2, version: 3)
        let (total, part) = (Int64(1 << 30), 1 << 20)
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: part, alignment: 64)
        defer { buffer.deallocate() }
        let data = FileData(in: .memory)
        for offset in stride(from: 0, to: total, by: part) {
            identity.fill(buffer, at: offset)
            _ = try data.append(UnsafeRawBufferPointer(buffer))
        }
        let content = try #require(data.seal())
        #expect(content.segments == [Segment(kind: .generated(identity), count: total)])
        var cursor = ContentCursor(content)
        for offset in stride(from: 0, to: total, by: part) {
            #expect(try cursor.read(into: buffer) == part)
            try #require(identity.matches(UnsafeRawBufferPointer(buffer), at: offset))
        }
        #expect(cursor.remaining == 0)
    }
}
