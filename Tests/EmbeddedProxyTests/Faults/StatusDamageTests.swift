import Alluxio
import EmbeddedProxy
import TestSupport
import Testing

@Suite("Damage to what statuses show", .ownThread, .timeLimit(.minutes(20)))
struct StatusDamageTests {
    private static let kinds: [Fault.Kind] = [.missing, .incomplete, .evicted, .lengthMismatch]

    private let content = pattern(5000, seed: 2)
    private let path = "/folder/struck"

    /// A proxy with two files, of which the fault is for one alone.
    private func fixture(_ kind: Fault.Kind, _ operation: Fault.Operation) throws -> FaultFixture {
        let fixture = try FaultFixture("\(kind.rawValue):path=*/struck:operation=\(operation.rawValue)")
        try fixture.store(content, at: path)
        try fixture.store(content, at: "/folder/spared")
        return fixture
    }

    private func list(_ fixture: FaultFixture) throws -> [FileSummary] {
        try fixture.client.listStatus(AlluxioPath("/folder"), as: FileSummary.self)
    }

    /// The statuses of the struck file by list-status and by get-status.
    private func shown(_ fixture: FaultFixture) throws -> [FileSummary?] {
        let listed = try list(fixture)
        let spared = try #require(listed.first { $0.path == "/folder/spared" })
        #expect(spared.completed && spared.length == 5000 && spared.inAlluxioPercentage == 100)
        let looked: FileSummary?
        do { looked = try fixture.client.getStatus(AlluxioPath(path), as: FileSummary.self) } catch {
            #expect((error as? AlluxioError)?.code == .notFound)
            looked = nil
        }
        return [listed.first { $0.path == path }, looked]
    }

    private func expect(
        _ strikes: [FaultRecord], _ kind: Fault.Kind, _ operation: Fault.Operation, count: Int
    ) {
        #expect(strikes.map(\.kind) == Array(repeating: kind, count: count))
        #expect(strikes.allSatisfy { $0.operation == operation && $0.path == path && $0.offset == 0 })
        if kind != .lengthMismatch { #expect(strikes.allSatisfy { $0.length == 5000 }) }
    }

    private func expect(_ status: FileSummary?, _ kind: Fault.Kind, shownLength: Int64) {
        switch kind {
        case .missing: #expect(status == nil)
        case .incomplete: #expect(status?.completed == false && status?.length == 0)
        case .evicted:
            #expect(status?.completed == true && status?.length == 5000)
            #expect(status?.inAlluxioPercentage == 0 && status?.persistenceState == .notPersisted)
        default: #expect(status?.completed == true && status?.length == shownLength && shownLength > 5000)
        }
    }

    @Test("is shown, and the file is as it was", arguments: kinds)
    func ofReads(kind: Fault.Kind) throws {
        let fixture = try fixture(kind, .read)
        let shown = try shown(fixture)
        let struck = fixture.takeStrikes()
        expect(struck, kind, .read, count: 2)
        for (status, strike) in zip(shown, struck) { expect(status, kind, shownLength: strike.length) }
        #expect(try fixture.content(of: path) == content)
        #expect(fixture.takeStrikes().isEmpty)
    }

    @Test("is stored", arguments: kinds)
    func ofWrites(kind: Fault.Kind) throws {
        let fixture = try fixture(kind, .write)
        let struck = fixture.takeStrikes()
        expect(struck, kind, .write, count: 1)
        for status in try shown(fixture) { expect(status, kind, shownLength: struck.first?.length ?? 0) }
        #expect(fixture.takeStrikes().isEmpty)
        if kind == .lengthMismatch { #expect(try fixture.content(of: path) == content) }
    }

    @Test("of what is stored leaves a read of evicted bytes without an answer (F15)")
    func evictedIsSilent() throws {
        let fixture = try fixture(.evicted, .write)
        let stream = try fixture.client.openFile(AlluxioPath(path))
        let silent = #expect(throws: AlluxioError.self) { try fixture.impatient.read(stream) { _ in } }
        #expect(silent?.code == .stalled)
        let status = try fixture.status(path)
        #expect(status.completed && status.inAlluxioPercentage == 0)
    }

    @Test("strikes each file that is shown for itself")
    func eachFile() throws {
        let fixture = try FaultFixture("missing:first=3:limit=2")
        for number in 0..<8 { try fixture.store(content, at: "/folder/\(number)") }
        #expect(try list(fixture).map(\.path) == [0, 1, 2, 5, 6, 7].map { "/folder/\($0)" })
        #expect(fixture.takeStrikes().map(\.path) == ["/folder/3", "/folder/4"])
    }

    @Test("is not shown of folders, nor of files that are being written")
    func sparesOthers() throws {
        let fixture = try FaultFixture("missing")
        _ = try fixture.client.createFile(AlluxioPath(path), .with { $0.recursive = true })
        #expect(try list(fixture).map(\.path) == [path])
        #expect(try fixture.status("/folder").folder)
        #expect(fixture.takeStrikes().isEmpty)
    }
}
