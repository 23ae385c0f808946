import TestSupport
import Testing

@Suite("A load at a rate", .ownThread, .timeLimit(.minutes(20)))
struct RateTests {
    @Test("begins so many files a second, over all processes, and no more")
    func rate() async throws {
        let serve = try FaultyServe("")
        _ = try await serve.run("parallel-write --node 1 --nprocess 4 --size 10KB --dst /a")
        let run = try await serve.run("parallel-read --src /a --node 1 --nprocess 4 --duration 2s --rate 40")
        let result = try #require(run.result, "\(run)")
        #expect(run.isPass && result.totals.files == 80, "\(run)")
        #expect(result.pace?.rate == 40 && result.pace?.begun == 80 && result.pace?.due == 80)
        let readFile = try #require(result.operations["read-file"])
        #expect(readFile.service != nil && readFile.latency != nil)
        #expect(result.operations["open-file"]?.service == nil)
    }

    @Test("within an iteration spreads each process's files over it")
    func ofAnIteration() async throws {
        let serve = try FaultyServe("")
        let run = try await serve.run(
            "parallel-write --node 1 --nprocess 2 --files 5 --size 10KB --dst /a --rate 10")
        let result = try #require(run.result, "\(run)")
        #expect(run.isPass && result.totals.files == 10, "\(run)")
        // The tenth file is due 0.9 s after the first.
        #expect(result.totals.seconds >= 0.9)
    }

    @Test("shows a stalled server in the percentiles of all files that it kept waiting")
    func coordinatedOmission() async throws {
        // Of 100 files, one each 40 ms, the 21st waits two seconds: those that are due meanwhile are late by what is left
        // of it, though each of them takes no time.
        let serve = try FaultyServe("--fault late:operation=open-file:first=20:limit=1:seconds=2")
        _ = try await serve.run("parallel-write --node 1 --size 10KB --dst /a")
        let run = try await serve.run("parallel-read --src /a --node 1 --duration 4s --rate 25")
        let result = try #require(run.result, "\(run)")
        #expect(run.isPass && result.pace?.due == 100 && result.totals.files > 80, "\(run)")
        let readFile = try #require(result.operations["read-file"])
        let (latency, service) = (try #require(readFile.latency), try #require(readFile.service))
        #expect(latency.max >= 2 && service.max >= 2)
        #expect(latency.p90 >= 1.5 && service.p90 < 0.5, "\(latency) \(service)")
        #expect(latency.mean > 0.4 && service.mean < 0.2)
        #expect((result.pace?.behind ?? 0) > 40)
        #expect(
            result.warnings.contains {
                $0.contains("the rate of 25 files a second was held on average alone")
            })
    }

    @Test("leaves the last version of each file whole, and each copy", arguments: ["", " --warmup 200ms"])
    func leaves(more: String) async throws {
        let serve = try FaultyServe("")
        let write = try await serve.run(
            "parallel-write --node 1 --nprocess 2 --files 2 --size 10KB --dst /a --duration 1s --rate 9 --record rec\(more)"
        )
        #expect(write.isPass, "\(write)")
        let verify = try await serve.run("verify-write --record rec")
        #expect(verify.isPass && verify.result?.totals.checkedFiles == 4, "\(verify)")
        _ = try await serve.run(
            "parallel-read --src /a --node 1 --nprocess 2 --files 2 --dst copies --duration 1s --rate 9")
        let copies = try await serve.run("verify-read --src /a --node 1 --nfiles 2 --files 2 --dst copies")
        #expect(copies.isPass && copies.result?.totals.checkedFiles == 4, "\(copies)")
    }

    @Test("makes no file late that follows one which failed")
    func failures() async throws {
        let serve = try FaultyServe("--fault 503:operation=open-file:every=10")
        _ = try await serve.run("parallel-write --node 1 --size 10KB --dst /a")
        let run = try await serve.run("parallel-read --src /a --node 1 --duration 3s --rate 40")
        let result = try #require(run.result, "\(run)")
        #expect(result.totals.errorCount == 12 && result.pace?.begun == 120, "\(run)")
        #expect((result.operations["read-file"]?.latency?.p50 ?? 1) < 0.05, "\(run)")
        #expect(result.pace?.achieved == 40 && result.pace?.due == 120)
    }

    @Test(
        "counts what was due, however short the time", arguments: [("0.5", "1900ms", 1), ("3", "500ms", 2)])
    func due(rate: String, duration: String, files: Int) async throws {
        let serve = try FaultyServe("")
        _ = try await serve.run("parallel-write --node 1 --size 10KB --dst /a")
        let run = try await serve.run(
            "parallel-read --src /a --node 1 --duration \(duration) --rate \(rate)")
        let pace = try #require(run.result?.pace, "\(run)")
        #expect(run.isPass && pace.begun == files && pace.due == files, "\(run)")
        #expect(abs((pace.achieved ?? 0) - pace.rate) <= pace.rate / 2, "\(pace)")
    }

    @Test("says by how much it fell short of what the server bears")
    func shortfall() async throws {
        let serve = try FaultyServe("--fault late:operation=open-file:seconds=0.1")
        _ = try await serve.run("parallel-write --node 1 --nprocess 2 --size 10KB --dst /a")
        let run = try await serve.run(
            "parallel-read --src /a --node 1 --nprocess 2 --duration 2s --rate 200 --require filesPerSecond>150"
        )
        let result = try #require(run.result, "\(run)")
        let pace = try #require(result.pace)
        #expect(run.isFail && pace.behind > pace.begun / 2 && pace.due == 400, "\(run)")
        #expect((8...21).contains(pace.achieved ?? 0), "\(pace)")
    }
}
