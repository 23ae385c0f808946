import EmbeddedProxy
import OSThreads
import SelfDescribingData
import StressTest
import TestSupport
import Testing

/// What the embedded proxy says that it did is held against what the tool says that it found.
@Suite("Damage by the embedded proxy is found, as what it is", .ownThread, .timeLimit(.minutes(20)))
struct DamageFoundTests {
    private static let ofContent: [Fault.Kind] = [
        .short, .long, .wrongOffset, .stale, .newer, .wrongFile, .foreign, .zeros, .flippedBits, .garbage,
        .doubled,
    ]
    private static let ofStatus: [Fault.Kind] = [.missing, .incomplete, .evicted, .lengthMismatch]
    private static let size = 20_000

    /// A stage on a proxy that does this to process 1's file.
    private func stage(_ kind: Fault.Kind, _ operation: Fault.Operation) throws -> (
        Stage, Monitor<[FaultRecord]>
    ) {
        let strikes = Monitor<[FaultRecord]>([])
        var fault = Fault(kind)
        fault.operation = operation
        fault.path = "*/process_1"
        let seed = UInt64.random(in: .min ... .max)
        print("\(fault) with seed \(seed)")
        var configuration = EmbeddedProxy.Configuration(port: 0)
        configuration.faults = [fault]
        configuration.seed = seed
        configuration.faultSink = { record in strikes.update { $0.append(record) } }
        return (try Stage(RunningServer(EmbeddedProxy(configuration))), strikes)
    }

    /// Files of two processes, of a version that has one before it, with a record of them.
    private func store(in stage: Stage) throws {
        var record: [UInt8] = []
        for process in 0..<2 as Range<UInt16> {
            let identity = Identity(run: 77, node: 1, process: process, version: 4)
            try stage.write(
                identity.bytes(count: Self.size), to: Stage.name(identity),
                mark: Mark(identity, length: Self.size))
            record += RecordText.stored(identity, length: Self.size, root: stage.root)
        }
        try stage.local.write(record, to: "record")
    }

    /// Each strike and nothing else is a finding of its kind, path, offset and length.
    private func expect(
        _ run: Ended, _ strikes: [FaultRecord], in stage: Stage,
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        #expect(run.isFail, "\(run)", sourceLocation: sourceLocation)
        #expect(run.errors.isEmpty, "\(run)", sourceLocation: sourceLocation)
        #expect(
            strikes.map(\.path) == ["\(stage.root)/node_1/process_1"], sourceLocation: sourceLocation)
        #expect(run.findings.map(Place.init) == strikes.map(Place.init), sourceLocation: sourceLocation)
    }

    /// What a strike and its finding must have in common.
    private struct Place: Equatable {
        var kind: String
        var path: String
        var offset: Int64
        var length: Int64

        init(_ finding: ResultDocument.Finding) {
            (kind, path, offset, length) = (finding.kind, finding.path, finding.offset, finding.length)
        }

        init(_ strike: FaultRecord) {
            kind = strike.kind == .doubled ? "wrong-offset" : strike.kind.rawValue
            (path, offset, length) = (strike.path, strike.offset, strike.length)
        }
    }

    @Test("where it is done to what is returned", arguments: ofContent + ofStatus)
    func ofReads(kind: Fault.Kind) async throws {
        let (stage, strikes) = try stage(kind, .read)
        try store(in: stage)
        #expect(strikes.withLock { $0 }.isEmpty)
        // Of a file that a listing leaves out nothing else tells the length.
        let record = kind == .missing ? " --record record" : ""
        for line in [
            "parallel-read --src \(stage.root) --node 1 --nprocess 2\(record)",
            "verify-write --dst \(stage.root) --node 1 --nfiles 2\(record)",
        ] {
            let run = try await stage.run(line)
            expect(run, strikes.take(), in: stage)
        }
    }

    @Test("where it is done to what is stored, by who reads it", arguments: ofContent)
    func ofWrites(kind: Fault.Kind) async throws {
        let (stage, strikes) = try stage(kind, .write)
        try store(in: stage)
        let struck = strikes.take()
        for line in [
            "parallel-read --src \(stage.root) --node 1 --nprocess 2",
            "verify-write --dst \(stage.root) --node 1 --nfiles 2",
        ] {
            expect(try await stage.run(line), struck, in: stage)
        }
        #expect(strikes.take().isEmpty)
    }

    @Test("where what is stored is not what its writer was told", arguments: ofStatus + [.lost, .short])
    func ofWriters(kind: Fault.Kind) async throws {
        let (stage, strikes) = try stage(kind, .write)
        let run = try await stage.generate("--nprocess 2")
        let struck = strikes.take().map { strike in
            var strike = strike
            if kind == .lost { strike.kind = .incomplete }
            return strike
        }
        expect(run, struck, in: stage)
        #expect(run.result?.totals.files == 1)
    }

    @Test(
        "as an error, where a call of the writer's fails",
        arguments: [
            (Fault.Kind.shortCount, "short-write", "write"), (.closeFails, "internal", "close"),
        ])
    func errors(kind: Fault.Kind, error: String, operation: String) async throws {
        let (stage, strikes) = try stage(kind, kind == .closeFails ? .close : .write)
        let run = try await stage.generate("--nprocess 2")
        #expect(run.isFail && run.findings.isEmpty, "\(run)")
        #expect(run.errors.map(\.kind) == [error] && run.errors.map(\.operation) == [operation])
        #expect(run.errors.map(\.first.path) == ["\(stage.root)/node_1/process_1"])
        #expect(strikes.take().map(\.kind) == [kind])
        #expect(run.result?.left.isEmpty == true, "\(run)")
        #expect(try stage.names("node_1") == ["process_0"])
    }
}

extension Monitor<[FaultRecord]> {
    /// What was done since the last call.
    fileprivate func take() -> [FaultRecord] {
        withLock { records in
            defer { records = [] }
            return records
        }
    }
}
