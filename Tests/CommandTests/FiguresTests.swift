import TestSupport
import Testing

@Suite("The figures of a result", .ownThread, .timeLimit(.minutes(20)))
struct FiguresTests {
    /// Forty files are read one after the other; of the opens ten are late by 0.3 s and one by 1 s.
    private static let delays =
        "--fault late:operation=open-file:first=38:limit=1:seconds=1 --fault late:operation=open-file:every=4:limit=10:seconds=0.3"

    @Test("are the delays that the server was told to make")
    func delays() async throws {
        let serve = try FaultyServe(Self.delays)
        _ = try await serve.run("parallel-write --node 1 --files 40 --size 10KB --dst /a")
        let run = try await serve.run("parallel-read --src /a --node 1 --files 40")
        let result = try #require(run.result, "\(run)")
        let strikes = try serve.strikes
        #expect(strikes.count == 11)
        for operation in ["open-file", "read-file"] {
            let seen = try #require(result.operations[operation])
            let latency = try #require(seen.latency)
            #expect(seen.count == 40 && seen.errors == 0)
            #expect(latency.p50 < 0.3, "29 of 40 are not late: \(latency)")
            #expect(latency.p90 >= 0.3 && latency.p90 < 0.9, "\(latency)")
            #expect(latency.p99 >= 1 && latency.max >= 1 && latency.p999 == latency.max, "\(latency)")
            #expect(
                latency.mean * 40 >= 4 && latency.mean * 40 <= result.totals.seconds + 0.001, "\(latency)")
        }
        #expect(result.totals.seconds >= 4)
    }

    @Test("are the errors that the server was told to make, and the bytes that it gave")
    func errors() async throws {
        let serve = try FaultyServe(
            "--fault 500:operation=open-file:every=5:limit=3 --fault cut:every=7:limit=2"
        )
        _ = try await serve.run("parallel-write --node 1 --nprocess 2 --files 20 --size 100KB --dst /a")
        let before = try serve.strikes.count
        let run = try await serve.run("parallel-read --src /a --node 1 --nprocess 2 --files 20")
        let result = try #require(run.result, "\(run)")
        let strikes = try serve.strikes.dropFirst(before)
        let count = { (kind: String) in strikes.count { $0.kind == kind } }
        let errors = { (operation: String) in result.operations[operation]?.errors }
        #expect(errors("open-file") == count("500") && count("500") > 0, "\(run)")
        #expect(errors("read") == count("cut") && count("cut") == 2, "\(run)")
        #expect(result.totals.files == 40 - count("500") - count("cut"))
        #expect(result.operations["read-file"]?.count == 40)
        #expect(result.operations["read-file"]?.errors == count("500") + count("cut"))
        #expect(result.totals.bytes == Int64(result.totals.files) * 102_400)
        let cutAt = strikes.filter { $0.kind == "cut" }.reduce(0) { $0 + $1.offset }
        #expect(result.totals.bytesMoved == result.totals.bytes + cutAt, "\(strikes)")
        #expect(result.intervals.reduce(0) { $0 + $1.bytesMoved } == result.totals.bytesMoved)
        #expect(result.intervals.reduce(0) { $0 + $1.errors } == result.totals.errorCount)
    }

    @Test("of each second and of each process add up to the whole")
    func series() async throws {
        let serve = try FaultyServe("--fault late:operation=open-file:every=3:seconds=0.1")
        let run = try await serve.run(
            "parallel-write --node 1 --nprocess 3 --size 100KB --dst /a --duration 2500ms")
        let result = try #require(run.result, "\(run)")
        #expect((2...4).contains(result.intervals.count), "\(result.intervals)")
        for (one, next) in zip(result.intervals, result.intervals.dropFirst()) {
            #expect(abs(one.start + one.seconds - next.start) < 0.01 && one.seconds > 0.5)
        }
        let seconds = result.intervals.reduce(0) { $0 + $1.seconds }
        #expect(seconds >= result.totals.seconds - 0.001, "\(seconds)")
        #expect(result.intervals.reduce(0) { $0 + $1.files } == result.totals.files)
        #expect(
            result.intervals.compactMap(\.latency?.max).max().map { $0 * 0.999 } ?? 0
                <= result.operations["write-file"]?.latency?.max ?? 0)
        for (index, interval) in result.intervals.enumerated() {
            let ofProcesses = result.processes.compactMap(\.intervals)
            #expect(ofProcesses.count == 3 && ofProcesses.allSatisfy { $0.seconds == 1 })
            #expect(ofProcesses.reduce(0) { $0 + $1.files[index] } == interval.files)
            #expect(ofProcesses.reduce(0) { $0 + $1.bytesMoved[index] } == interval.bytesMoved)
        }
        #expect(result.processes.reduce(0) { $0 + $1.bytesMoved } == result.totals.bytesMoved)
    }

    @Test("name the slowest and the fastest process, and when the first was done")
    func processes() async throws {
        let serve = try FaultyServe("--fault late:operation=open-file:path=*process_1:seconds=0.5")
        _ = try await serve.run("parallel-write --node 1 --nprocess 3 --size 100KB --dst /a")
        let run = try await serve.run("parallel-read --src /a --node 1 --nprocess 3")
        let result = try #require(run.result, "\(run)")
        #expect(result.totals.slowest?.process == 1 && result.totals.fastest?.process != 1, "\(run)")
        #expect(result.totals.slowest?.bytesPerSecond ?? .infinity <= 102_400 / 0.5)
        let done = try #require(result.totals.firstDone)
        #expect(done.process != 1 && done.seconds < 0.5 && done.seconds < result.totals.seconds)
        #expect((1...2).contains(done.files) && done.bytesMoved >= 102_400)
    }
}
