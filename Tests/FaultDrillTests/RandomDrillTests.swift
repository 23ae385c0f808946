import EmbeddedProxy
import Measurement
import StressTest
import TestSupport
import Testing

@testable import FaultDrill

/// That a drill at random complains where what was said is not what was done. The tool is right, and so it is told here of
/// other strikes than there were.
@Suite("A drill at random complains", .ownThread, .serialized, .timeLimit(.minutes(20)))
struct RandomDrillTests {
    /// What a step said, whose calls this struck.
    private struct Told {
        let step: DrillStep
        let result: RunResult
        let strikes: [FaultRecord]
        let paths: [String]

        init(_ step: DrillStep, struckBy fault: String?) throws {
            let collector = StrikeCollector()
            var configuration = EmbeddedProxy.Configuration(port: 0)
            configuration.faultSink = collector.sink
            let proxy = try EmbeddedProxy(configuration)
            defer { proxy.stop() }
            let job = try DrillJob(port: proxy.port, root: "/drill", run: 7)
            if step != .write { _ = job.perform(.write) }
            if let fault { proxy.add([try Fault(fault)]) }
            self.step = step
            result = job.perform(step)
            strikes = collector.all
            paths = job.paths
        }

        func complaints(toldOf strikes: [FaultRecord], after before: Aftermath = Aftermath()) -> [String] {
            RandomJudgement(
                step, result, StepStrikes(last: strikes, paths: paths), after: before, paths: paths
            ).complaints.map(\.text)
        }

        /// A strike at a file that there was not.
        func strike(_ kind: Fault.Kind, _ operation: Fault.Operation = .read, at process: Int = 0)
            -> FaultRecord
        {
            FaultRecord(
                strike: 1, time: 0, kind: kind, operation: operation, path: paths[process], offset: 16,
                length: 16)
        }
    }

    @Test(
        "of nothing where it was told of just what was done",
        arguments: [
            (DrillStep.read, "zeros:limit=1"), (.verify, "cut:limit=1"), (.read, "evicted:limit=1"),
            (.write, "lost:limit=1:first=4"), (.write, "500:operation=close:limit=1"),
            (.read, "503:operation=list-status"), (.verify, "late:operation=open-file:seconds=0.01"),
        ])
    func right(step: DrillStep, fault: String) throws {
        let told = try Told(step, struckBy: fault)
        #expect(!told.strikes.isEmpty)
        #expect(told.complaints(toldOf: told.strikes) == [])
    }

    @Test("of a finding and of an error that nothing led to")
    func unexplained() throws {
        let damaged = try Told(.read, struckBy: "zeros:limit=1")
        #expect(damaged.complaints(toldOf: []).first?.hasPrefix("found, though not done: zeros of ") == true)
        let cut = try Told(.read, struckBy: "cut:limit=1")
        #expect(cut.complaints(toldOf: []).first?.hasPrefix("1 errors cut of read, not 0 at most: ") == true)
        let unstarted = try Told(.read, struckBy: "503:operation=get-status")
        #expect(
            unstarted.complaints(toldOf: []).first?.hasPrefix("was not started, and nothing kept it") == true)
    }

    @Test("of damage that was not found, and of an error that was not counted")
    func untold() throws {
        let calm = try Told(.verify, struckBy: nil)
        #expect(calm.complaints(toldOf: []) == [])
        #expect(calm.complaints(toldOf: [calm.strike(.zeros)]) == ["not found: zeros of \(calm.paths[0])"])
        #expect(
            calm.complaints(toldOf: [calm.strike(.reset, .openFile)]) == [
                "0 errors reset of open-file, not 1 at least"
            ])
    }

    @Test("of damage that was found elsewhere, or as something else")
    func otherwise() throws {
        let damaged = try Told(.read, struckBy: "garbage:limit=1")
        var strike = try #require(damaged.strikes.first)
        strike.offset += 1
        #expect(damaged.complaints(toldOf: [strike]).count == 2)
        strike = try #require(damaged.strikes.first)
        strike.kind = .flippedBits
        #expect(damaged.complaints(toldOf: [strike]).count == 2)
    }

    @Test("of nothing that was stored wrong and replaced by the last iteration")
    func replaced() throws {
        let calm = try Told(.read, struckBy: nil)
        let strike = calm.strike(.newer, .write)
        let replaced = Aftermath(
            of: StepStrikes(earlier: [strike], last: [], paths: calm.paths), paths: calm.paths)
        #expect(calm.complaints(toldOf: [], after: replaced) == [])
        let stayed = Aftermath(of: StepStrikes(last: [strike], paths: calm.paths), paths: calm.paths)
        #expect(calm.complaints(toldOf: [], after: stayed) == ["not found: newer of \(calm.paths[0])"])
    }

    @Test("and tells what the file met in each iteration, and what was said of it", arguments: [0, 4])
    func account(first: Int) throws {
        let collector = StrikeCollector()
        var configuration = EmbeddedProxy.Configuration(port: 0)
        configuration.faultSink = collector.sink
        configuration.faults = [try Fault("long:operation=write:limit=1:first=\(first)")]
        let proxy = try EmbeddedProxy(configuration)
        defer { proxy.stop() }
        let account = StepAccount(
            of: .write, try DrillJob(port: proxy.port, root: "/drill", run: 7), collector)
        #expect(account.earlier.count == (first == 0 ? 1 : 0))
        #expect(account.last.count == (first == 0 ? 0 : 1))
        let strike = try #require((account.earlier + account.last).first)
        let place = "\(strike.length) bytes at \(strike.offset)"
        let when = first == 0 ? " in an earlier iteration" : ""
        #expect(
            account.text(of: strike.path)
                == "parallel-write was struck at it by long of write (\(place))\(when); "
                + "said of it: length-mismatch of \(strike.offset + strike.length) bytes at 0; errors: nothing"
        )
        #expect(
            account.text(of: "/drill/other")
                == "parallel-write was struck at it by nothing; said of it: nothing; errors: nothing")
    }

    @Test("of no file that met several strikes, each of which may keep another from showing")
    func inTheWay() throws {
        let calm = try Told(.read, struckBy: nil)
        let strikes = [calm.strike(.zeros), calm.strike(.reset, .openFile)]
        #expect(calm.complaints(toldOf: strikes) == [])
    }
}
