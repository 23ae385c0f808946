import EmbeddedProxy
import TestSupport
import Testing

@testable import FaultDrill

/// That a drill complains where the tool did not say what it must. What it must say is put wrong here, for the tool is right.
@Suite("A drill complains", .ownThread, .serialized, .timeLimit(.minutes(20)))
struct DrillRunTests {
    private func complaints(of drilled: DrillCase) throws -> [String] {
        try DrillRun(drilled, seed: 1).perform().complaints
    }

    @Test("of nothing where what was done is what was said", arguments: DrillCase.few)
    func right(drilled: DrillCase) throws {
        #expect(try complaints(of: drilled) == [])
    }

    @Test("of a fault that never struck")
    func neverStruck() throws {
        let found = try complaints(of: .reading(.cut, path: "/elsewhere/*", .nothing))
        #expect(found == ["the fault never struck"])
    }

    @Test("of an error that must not be", arguments: [Statement.nothing, .latency(operation: "read")])
    func unexpectedError(said: Statement) throws {
        let found = try complaints(of: .reading(.cut, said))
        #expect(found.contains { $0.hasPrefix("parallel-read: 2 unexpected errors cut of read") })
        #expect(found.contains { $0.hasPrefix("verify-write: 2 unexpected errors cut of read") })
    }

    @Test("of an error of another kind or operation, and of too few")
    func otherError() throws {
        let kind = try complaints(of: .reading(.cut, .errors(kind: "stalled", operation: "read")))
        #expect(kind.contains("parallel-read: 0 errors stalled of read, not 2"))
        #expect(kind.contains { $0.hasPrefix("parallel-read: 2 unexpected errors cut of read") })
        let operation = try complaints(of: .reading(.cut, .errors(kind: "cut", operation: "open-file")))
        #expect(operation.contains("parallel-read: 0 errors cut of open-file, not 2"))
        let none = try complaints(of: .reading(.late, of: .openFile, seconds: 0.01, .anyErrors(["cut"])))
        #expect(none.contains("parallel-read: no error"))
    }

    @Test("of a finding that must not be, and of one that must be and is not")
    func findings() throws {
        let unexpected = try complaints(of: .reading(.empty, .nothing))
        #expect(
            unexpected.contains {
                $0.hasPrefix("parallel-read: found, though not done: short of 300000 bytes at 0")
            })
        let other = try complaints(of: .reading(.empty, .findings(.zeros)))
        #expect(other.contains { $0.hasPrefix("parallel-read: not found: zeros of 300000 bytes at 0") })
        #expect(
            other.contains { $0.hasPrefix("verify-write: found, though not done: short of 300000 bytes") })
        let files = try complaints(of: .reading(.cut, .findingsOfFiles([.short])))
        #expect(files.contains { $0.hasPrefix("parallel-read: nothing found of /drill/node_1/process_") })
    }

    @Test("of an answer that was not late")
    func notLate() throws {
        let found = try complaints(
            of: .reading(.late, of: .getStatus, seconds: 0.3, .latency(operation: "open-file")))
        #expect(found.contains { $0.hasPrefix("parallel-read: the longest open-file took") })
    }

    @Test("of a step that was not started, or stored less than all files")
    func notWhole() throws {
        let unseen = try complaints(of: .reading(.hang, of: .getStatus, every: 1, seconds: 4, .nothing))
        #expect(unseen.contains { $0.hasPrefix("parallel-read: was not started") })
        let fewer = try complaints(of: .writing(.shortCount, .nothing))
        #expect(fewer.contains { $0.hasPrefix("parallel-write: is no pass: 2 errors") })
    }

    @Test("of a step that was started and must not be, or was not for another reason")
    func started() throws {
        let started = try complaints(
            of: .reading(.late, of: .openFile, seconds: 0.01, .notStarted(reason: "listed")))
        #expect(started == ["parallel-read: was started", "verify-write: was started"])
        let other = DrillCase.lookingUp(
            .serviceUnavailable, of: .getStatus, write: .notStarted(reason: "can't be used"),
            read: .notStarted(reason: "it rains"), verify: .notStarted(reason: "no Alluxio REST proxy"))
        let found = try complaints(of: other)
        #expect(found.count == 1)
        #expect(found.first?.hasPrefix("parallel-read: was not started, not for 'it rains', but: ") == true)
    }

    @Test("in its table and at its end")
    func told() throws {
        let blanks = String(repeating: " ", count: 43)
        var lines: [String] = []
        let wrong = DrillCase.reading(.cut, .nothing)
        let tally = try DrillTally([.calm, wrong], seed: 1) { lines += DrillLine($0).lines }
        #expect(!tally.isPass)
        #expect("\(tally)" == "FAIL 1 faults, 4 strikes; 1 told otherwise than they were")
        #expect(lines.first == "none" + blanks.dropLast() + "0  ok     write, read, verify: pass")
        #expect(lines.contains { $0.hasPrefix("cut" + blanks + "4  WRONG  ") })
        #expect(lines.last == "    the fault: cut:every=2")
    }
}
