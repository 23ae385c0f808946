import Alluxio
import EmbeddedProxy
import SelfDescribingData
import TestSupport
import Testing

@Suite("Damage by the embedded proxy is what its log says", .ownThread, .timeLimit(.minutes(20)))
struct DamageTests {
    /// How few bytes a file may have for each kind of damage to its content.
    static let fewest: [(kind: Fault.Kind, fewest: Int)] = [
        (.short, 1), (.long, 0), (.flippedBits, 1), (.garbage, 1), (.zeros, 16), (.wrongOffset, 33),
        (.doubled, 33), (.stale, 32), (.newer, 32), (.wrongFile, 32), (.foreign, 32),
    ]
    private static let sizes = [
        0, 1, 2, 7, 8, 9, 15, 16, 17, 31, 32, 33, 34, 47, 48, 64, 65, 100, 4095, 4096, 4097, 4100, 4127, 4128,
        8191,
        8192, 8193, 200_000,
    ]

    private func sizes(_ random: inout SeededGenerator) -> [Int] {
        let small = (0..<60).map { _ in Int.random(in: 1...200, using: &random) }
        let middle = (0..<40).map { _ in Int.random(in: 3900...9000, using: &random) }
        let large = (0..<4).map { _ in Int.random(in: 10_000...120_000, using: &random) }
        return Self.sizes + small + middle + large
    }

    @Test("to what is returned, and what is stored stays", arguments: fewest)
    func ofReads(kind: Fault.Kind, fewest: Int) throws {
        try hold(kind, .read, fewest: fewest) { fixture, path, right in
            let status = try fixture.status(path)
            #expect(status.length == Int64(right.count))
        }
    }

    @Test("to what is stored, for every reader", arguments: fewest)
    func ofWrites(kind: Fault.Kind, fewest: Int) throws {
        try hold(kind, .write, fewest: fewest) { fixture, path, _ in
            let found = try [fixture.content(of: path), fixture.content(of: path)]
            #expect(found[0] == found[1])
            let status = try fixture.status(path)
            #expect(status.length == Int64(found[0].count))
        }
    }

    /// Stores files of generated data under a fault that strikes each, reads them, and holds what came against the log.
    private func hold(
        _ kind: Fault.Kind, _ operation: Fault.Operation, fewest: Int,
        afterwards: (FaultFixture, String, [UInt8]) throws -> Void
    ) throws {
        var random = SeededGenerator()
        print("\(kind) of \(operation)s with seed \(random.seed)")
        let fixture = try FaultFixture("\(kind.rawValue):operation=\(operation.rawValue)", seed: random.seed)
        for (number, size) in sizes(&random).enumerated() {
            let identity = Identity.random(using: &random)
            let path = "/files/\(number)"
            let right = identity.bytes(count: size)
            try fixture.store(right, at: path)
            let found = try fixture.content(of: path)
            let story = "\(kind) of \(operation), seed \(random.seed), file \(number) of \(size) bytes"
            guard let strike = fixture.takeStrikes().first else {
                #expect(size < fewest, "not struck: \(story)")
                #expect(found == right, "\(story)")
                continue
            }
            #expect(size >= fewest && strike.kind == kind && strike.operation == operation, "\(story)")
            #expect(strike.path == path)
            let damaged = DamageCase(
                identity: identity, right: right, found: found, strike: strike, story: story)
            damaged.holdAgainstMeaning()
            damaged.holdAgainstChecker()
            if operation == .write { #expect(fixture.takeStrikes().isEmpty) }
            try afterwards(fixture, path, right)
            _ = fixture.takeStrikes()
            try fixture.client.delete(AlluxioPath(path))
        }
    }

    @Test("is never to an earlier version of the first, nor a later one of the last")
    func versions() throws {
        let fixture = try FaultFixture("stale", "newer")
        let versions: [(UInt32, Fault.Kind)] = [(1, .newer), (2, .stale), (16_777_215, .stale)]
        for (version, kind) in versions {
            let identity = Identity(run: 5, node: 1, process: 2, version: version)
            let path = "/files/\(version)"
            try fixture.store(identity.bytes(count: 5000), at: path)
            #expect(try fixture.content(of: path) != identity.bytes(count: 5000))
            #expect(fixture.takeStrikes().map(\.kind) == [kind])
        }
    }

    @Test("of data that is not generated has no origin", arguments: fewest, [false, true])
    func otherData(kind: (kind: Fault.Kind, fewest: Int), onDisk: Bool) throws {
        let (kind, fewest) = kind
        let folder = try TemporaryFolder()
        let fixture = try FaultFixture(kind.rawValue, directory: onDisk ? folder.path("data") : nil)
        let isOfOrigin = [.stale, .newer, .wrongFile, .foreign].contains(kind)
        for size in [0, 1, 16, 33, 5000, 100_000] {
            let path = "/files/\(size)"
            let right = pattern(size, seed: UInt64(2 + size))
            try fixture.store(right, at: path)
            let found = try fixture.content(of: path)
            let strike = fixture.takeStrikes().first
            #expect((strike != nil) == (size >= fewest && !isOfOrigin))
            guard let strike else {
                #expect(found == right)
                continue
            }
            DamageCase(
                identity: Identity(run: 1, node: 1, process: 1, version: 1), right: right, found: found,
                strike: strike, story: "\(kind) of \(size) bytes"
            ).holdAgainstMeaning()
        }
    }

    @Test(
        "of bytes that it would not change is none, and leaves the limit and the turn to others",
        arguments: [Fault.Kind.zeros, .wrongOffset, .doubled], [Fault.Operation.read, .write])
    func nothingChanged(kind: Fault.Kind, operation: Fault.Operation) throws {
        let fixture = try FaultFixture("\(kind.rawValue):limit=1:operation=\(operation.rawValue)")
        let zeros = [UInt8](repeating: 0, count: 50_000)
        for _ in 0..<3 {
            try fixture.store(zeros, at: "/zeros")
            #expect(try fixture.content(of: "/zeros") == zeros)
            try fixture.client.delete(AlluxioPath("/zeros"))
        }
        #expect(fixture.takeStrikes().isEmpty)
        #expect(fixture.proxy.faults.map(\.struck) == [0] && fixture.proxy.faults.map(\.matched) == [0])
        let data = Identity(run: 5, node: 1, process: 2, version: 9).bytes(count: 50_000)
        try fixture.store(data, at: "/data")
        #expect(try fixture.content(of: "/data") != data)
        #expect(try fixture.content(of: "/data") != data || operation == .read)
        #expect(fixture.proxy.faults.map(\.struck) == [1])
        #expect(fixture.takeStrikes().map(\.strike) == [1])

        try fixture.add("garbage:limit=1:operation=\(operation.rawValue)")
        try fixture.store(zeros, at: "/zeros")
        #expect(try fixture.content(of: "/zeros") != zeros)
        #expect(fixture.takeStrikes().map(\.kind) == [.garbage])
    }

    @Test("is none to a count of no bytes")
    func noBytes() throws {
        let fixture = try FaultFixture("short-count:limit=1")
        for content in [[], [], pattern(100)] {
            let stream = try fixture.client.createFile(AlluxioPath("/\(fixture.proxy.state.files)"))
            // The client tells of fewer bytes as an error.
            let count = try? fixture.client.write(stream, fill: pieces(of: content))
            #expect(count == (content.isEmpty ? 0 : nil))
            #expect(fixture.proxy.faults.map(\.struck) == [content.isEmpty ? 0 : 1])
        }
        #expect(fixture.takeStrikes().map(\.strike) == [1])
    }

    @Test("of a file that was damaged when it was stored comes on top of that")
    func twice() throws {
        let fixture = try FaultFixture("zeros:operation=write", "stale")
        let identity = Identity(run: 5, node: 1, process: 2, version: 9)
        let path = "/file"
        try fixture.store(identity.bytes(count: 100_000), at: path)
        let found = try fixture.content(of: path)
        let struck = fixture.takeStrikes()
        #expect(struck.map(\.kind) == [.zeros, .stale])
        var expected = identity.bytes(count: 100_000)
        for strike in struck {
            let bytes =
                strike.kind == .zeros
                ? [UInt8](repeating: 0, count: Int(strike.length))
                : identity.with(version: 8).bytes(at: strike.offset, count: Int(strike.length))
            expected.replaceSubrange(Int(strike.offset)..<Int(strike.offset + strike.length), with: bytes)
        }
        #expect(found == expected)
    }

    @Test("is one run of bytes also where some of those around it are the same")
    func repetitiveData() throws {
        let random = SeededGenerator()
        print("damaging repetitive data with seed \(random.seed)")
        let fixture = try FaultFixture("zeros", seed: random.seed)
        let path = "/sparse"
        // Of 64 bytes 40 are zero.
        let right = (0..<100_000).map { UInt8($0 % 64 < 40 ? 0 : 1 + $0 % 7) }
        try fixture.store(right, at: path)
        for _ in 0..<20 {
            let found = try fixture.content(of: path)
            let strike = try #require(fixture.takeStrikes().first)
            let differing = found.indices.filter { found[$0] != right[$0] }
            #expect(differing.first == Int(strike.offset) && differing.count == Int(strike.length))
            #expect(strike.length <= 24, "seed \(random.seed)")
        }
    }

    @Test("of a large file is in place whatever the pieces it is sent in")
    func largeFile() throws {
        let fixture = try FaultFixture("doubled")
        let identity = Identity(run: 5, node: 1, process: 2, version: 9)
        let path = "/large"
        try fixture.store(identity.bytes(count: 1_000_001), at: path)
        var checker = Checker(identity, length: 1_000_001)
        let stream = try fixture.client.openFile(AlluxioPath(path))
        #expect(try fixture.client.read(stream) { checker.check($0) } == 1_000_001)
        let strike = try #require(fixture.takeStrikes().first)
        let differences = checker.finish().first
        #expect(differences.map(\.kind) == [.wrongOffset])
        #expect(differences.map(\.offset) == [strike.offset])
        #expect(differences.map(\.length) == [strike.length])
        #expect(try fixture.client.read(stream) { _ in } == 0)
    }
}
