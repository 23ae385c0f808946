import TestSupport
import Testing

@Suite("A load of some duration", .ownThread, .timeLimit(.minutes(20)))
struct DurationTests {
    @Test("writes as long as that, makes sure of each file, and leaves the last versions whole")
    func write() async throws {
        let serve = try FaultyServe("")
        let run = try await serve.run(
            "parallel-write --node 1 --nprocess 3 --files 2 --size 100KB --dst /a --duration 1s --record rec")
        let result = try #require(run.result, "\(run)")
        #expect(run.isPass, "\(run)")
        #expect(result.totals.seconds >= 1 && result.totals.elapsed >= result.totals.seconds)
        let files = result.totals.files
        #expect(files > 6, "every process went on: \(files)")
        #expect(result.operations["write-file"]?.count == files)
        #expect((result.operations["get-status"]?.count ?? 0) >= files)
        // The last version of each stays.
        #expect(result.operations["delete"].map { $0.count + 6 } ?? 6 >= files)
        #expect(result.iterations.count == 1 && result.iterations.first?.files == files)
        #expect(result.intervals.reduce(0) { $0 + $1.files } == files)

        let verify = try await serve.run("verify-write --record rec")
        #expect(verify.isPass && verify.result?.totals.checkedFiles == 6, "\(verify)")
    }

    @Test("reads as long as that; no file begins afterwards, and those begun are finished")
    func read() async throws {
        // Each read waits half a second, so that one is under way at the end.
        let serve = try FaultyServe("--fault late:operation=read:seconds=0.5")
        _ = try await serve.run("parallel-write --node 1 --nprocess 2 --size 100KB --dst /a")
        let run = try await serve.run("parallel-read --src /a --node 1 --nprocess 2 --duration 1200ms")
        let result = try #require(run.result, "\(run)")
        #expect(run.isPass && result.totals.files == 6, "\(run)")
        #expect(result.totals.bytes == 6 * 102_400 && result.totals.checkedFiles == 6)
        #expect(result.totals.seconds >= 1.5 && result.totals.seconds < 2)
    }

    @Test("measures the time before apart, and counts what goes wrong in it")
    func warmUp() async throws {
        let serve = try FaultyServe("--fault 500:operation=open-file:limit=1")
        _ = try await serve.run("parallel-write --node 1 --nprocess 2 --size 100KB --dst /a")
        let run = try await serve.run(
            "parallel-read --src /a --node 1 --nprocess 2 --duration 1s --warmup 500ms")
        let result = try #require(run.result, "\(run)")
        #expect(run.isFail && result.totals.errorCount == 1, "\(run)")
        #expect(result.operations["open-file"]?.errors == 0)
        let warmUp = try #require(result.warmup)
        #expect(warmUp.seconds == 0.5 && warmUp.errorCount == 1 && warmUp.files > 0)
        #expect(warmUp.operations["open-file"]?.errors == 1)
        #expect(result.totals.seconds >= 1 && result.totals.seconds < 1.4)
        #expect(result.totals.files == result.operations["read-file"]?.count)
        #expect(result.totals.bytesMoved == result.totals.bytes)
        #expect(result.totals.checkedFiles == result.totals.files + warmUp.files)
    }

    @Test("waits a little after each failure, where a server refuses all")
    func refusing() async throws {
        let serve = try FaultyServe("--fault 500:operation=open-file")
        _ = try await serve.run("parallel-write --node 1 --size 100KB --dst /a")
        let run = try await serve.run("parallel-read --src /a --node 1 --duration 1s")
        #expect(run.isFail && (2...11).contains(run.result?.totals.errorCount ?? 0), "\(run)")
    }

    @Test(
        "is refused where it makes no sense",
        arguments: [
            ("--duration 5s --iteration 3", "--iteration: goes not with --duration"),
            ("--warmup 5s", "--warmup: is the time before a --duration: give that, too"),
            ("--rate 5", "--rate: needs --duration, or --files above 1"),
            ("--rate 0 --duration 1s", "--rate: '0' is not a number of files a second from 0.001 to 1000000"),
        ])
    func refused(line: String, message: String) async throws {
        let folder = try TemporaryFolder()
        let run = try await Tool(in: folder.path).run(
            "parallel-write --node 1 \(line)".split(separator: " ").map(String.init))
        #expect(run.status == .exited(2) && run.output.contains(message), "\(run)")
    }
}
