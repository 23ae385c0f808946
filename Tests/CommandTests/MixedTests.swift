import SelfDescribingData
import TestSupport
import Testing

@Suite("mixed", .ownThread, .timeLimit(.minutes(20)))
struct MixedTests {
    @Test(
        "for some time writes and reads at once, and says of each how much and how fast",
        arguments: Server.all)
    func duration(on server: Server) async throws {
        let stage = try Stage(server)
        let record = stage.local.path("record")
        // The real one may need seconds for its first file on a busy machine.
        let time = server == .real ? "8s" : "2s"
        let run = try await stage.run(
            "mixed --node 1 --dst \(stage.root) --block-size 1MB --size 20000 --nprocess 5 --write-share 40 --files 3 --duration \(time) --record \(record) --run 77 --html page.html"
        )
        let result = try #require(run.result, "\(run)")
        #expect(run.isPass && result.content == "checked", "\(run)")
        let written = try #require(result.operations["write-file"])
        let read = try #require(result.operations["read-file"])
        #expect(written.bytes == Int64(written.count) * 20_000 && read.bytes == Int64(read.count) * 20_000)
        #expect(written.latency != nil && read.latency != nil)
        #expect(result.totals.files == written.count + read.count)
        #expect(result.totals.bytes == written.bytes + read.bytes)
        #expect(result.totals.checkedFiles == read.count)
        // Two of five write, and three read.
        #expect(result.processes.count == 5)
        #expect(result.processes[..<2].reduce(0) { $0 + $1.files } == written.count)
        #expect(result.processes[2...].reduce(0) { $0 + $1.files } == read.count)
        let told = run.output.filter { $0 != "," }
        #expect(told.contains("written: \(written.count) files "), "\(run)")
        #expect(told.contains("read: \(read.count) files "), "\(run)")
        #expect(told.contains(" stored and read \(read.count) checked "), "\(run)")
        let page = String(decoding: try stage.local.read("page.html"), as: UTF8.self)
        for part in ["p99 of write-file", "p99 of read-file", "Files stored and read", "; written "] {
            #expect(page.contains(part), "\(part)")
        }
        #expect(result.runs.map(\.run) == [77] && result.runs.first?.files == read.count)

        #expect(try stage.names("node_1") == ["process_0", "process_1"])
        let verify = try await stage.run("verify-write --record \(record)")
        #expect(verify.isPass, "\(verify)")
        let count = try #require(verify.result?.totals.checkedFiles)
        #expect((1...6).contains(count))
        let byMarks = try await stage.run(
            "parallel-read --src \(stage.root) --node 1 --nprocess 2 --files 3 --ignore missing")
        #expect(byMarks.isPass && byMarks.result?.totals.checkedFiles == count, "\(byMarks)")
        let clean = try await stage.run("clean --node 1 --dst \(stage.root)")
        #expect(clean.isPass && clean.result?.left.isEmpty == true, "\(clean)")
    }

    @Test(
        "in iterations reads what the one before stored, each file as often, or once more",
        arguments: Server.all)
    func iterations(on server: Server) async throws {
        let stage = try Stage(server)
        let run = try await stage.run(
            "mixed --node 1 --dst \(stage.root) --block-size 1MB --size 20000 --nprocess 5 --write-share 40 --files 4 --iteration 3 --run 77"
        )
        let result = try #require(run.result, "\(run)")
        #expect(run.isPass, "\(run)")
        // Two of five write two files each in each iteration; three read two each in all but the first.
        #expect(result.operations["write-file"]?.count == 12)
        #expect(result.operations["read-file"]?.count == 12)
        #expect(result.iterations.map(\.files) == [4, 10, 10])
        #expect(result.totals.checkedFiles == 12)
        #expect(
            result.runs == [ResultDocument.Run(run: 77, lowestVersion: 1, highestVersion: 1, files: 12)])
        for process in 0...1 {
            for (file, version) in [(0, 2), (1, 2), (2, 1), (3, 1)] {
                #expect(
                    try stage.mark("node_1/process_\(process)/file_\(file)")
                        == "1 77 1 \(process) \(file) \(version) 20000")
            }
        }
    }

    @Test("in iterations reads the half of the files that is not written, evenly")
    func halves() async throws {
        let serve = try FaultyServe("--fault late:seconds=0.001:operation=open-file")
        let line = "mixed --node 1 --dst /a --size 5000 --nprocess 5 --write-share 40 --files 4 --run 77"
        let run = try await serve.run("\(line) --iteration 3")
        #expect(run.isPass, "\(run)")
        let opened = try serve.strikes.map(\.path)
        for (iteration, files) in [(0, 0...1), (1, 2...3)] {
            let half = opened.dropFirst(iteration * 6).prefix(6)
            let counts = Dictionary(grouping: half) { $0 }.mapValues(\.count)
            let paths = (0...1).flatMap { process in
                files.map { "/a/node_1/process_\(process)/file_\($0)" }
            }
            #expect(counts.keys.sorted() == paths)
            #expect(counts.values.allSatisfy { (1...2).contains($0) })
        }
    }

    @Test("never replaces a file that is being read")
    func held() async throws {
        let calls = ["open-file", "close", "delete"].map { "--fault late:seconds=0.002:operation=\($0)" }
        let serve = try FaultyServe(calls.joined(separator: " "))
        let run = try await serve.run(
            "mixed --node 1 --dst /a --size 20000 --nprocess 8 --write-share 20 --files 2 --duration 3s")
        #expect(run.isPass, "\(run)")
        var readers: [String: Int] = [:]
        var deleted = 0
        for strike in try serve.strikes {
            switch strike.operation {
            case "open-file": readers[strike.path, default: 0] += 1
            case "close": readers[strike.path] = readers[strike.path].map { max(0, $0 - 1) }
            default:
                #expect(readers[strike.path, default: 0] == 0, "\(strike.path) was deleted while it was read")
                deleted += 1
            }
        }
        #expect(deleted > 0)
    }

    @Test(
        "finds what is of an earlier or later version than stands",
        arguments: ["stale", "newer"], ["--duration 60s --fail-fast", "--iteration 6"])
    func versions(kind: String, length: String) async throws {
        let serve = try FaultyServe("--fault \(kind):limit=1")
        let run = try await serve.run(
            "mixed --node 1 --dst /a --size 20000 --nprocess 4 --files 2 --run 77 \(length)")
        #expect(run.isFail, "\(run)")
        let strike = try #require(serve.strikes.first)
        #expect(strike.kind == kind && run.findings.count == 1)
        let finding = try #require(run.findings.first)
        #expect(finding.kind == kind && finding.path == strike.path && finding.node == "1")
        #expect(finding.offset == strike.offset && finding.length == strike.length)
        let found = try #require(finding.found)
        #expect(found.run == 77 && found.file == finding.file && found.process == finding.process)
    }

    @Test(
        "finds what was stored wrong as soon as it is read, and what is lost",
        arguments: ["--duration 3s", "--iteration 6"])
    func stored(length: String) async throws {
        let stale = try FaultyServe("--fault stale:operation=write")
        var run = try await stale.run("mixed --node 1 --dst /a --size 20000 --nprocess 4 \(length)")
        #expect(run.isFail && Set(run.findings.map(\.kind)) == ["stale"], "\(run)")

        let lost = try FaultyServe("--fault lost:every=2:limit=2")
        run = try await lost.run("mixed --node 1 --dst /a --size 20000 --nprocess 4 \(length)")
        // Nobody reads what is not stored: there is one finding for each.
        #expect(run.isFail && Set(run.findings.map(\.kind)) == ["incomplete"], "\(run)")
        #expect(run.result?.totals.findingCount == 2)
        #expect(run.errors.isEmpty, "\(run)")
    }

    @Test("says what Alluxio has lost since it was stored before it waits for it")
    func evicted() async throws {
        let serve = try FaultyServe("--fault evicted:first=20:limit=1")
        let run = try await serve.run(
            "mixed --node 1 --dst /a --size 20000 --nprocess 4 --duration 60s --fail-fast")
        #expect(run.isFail && run.findings.map(\.kind) == ["evicted"], "\(run)")
    }

    @Test("goes on where a file could not be written, and has the same halves of files afterwards")
    func errors() async throws {
        let serve = try FaultyServe("--fault 500:operation=create-file:every=4")
        for length in ["--duration 3s", "--iteration 4 --files 4"] {
            let run = try await serve.run("mixed --node 1 --dst /a --size 20000 --nprocess 4 \(length)")
            #expect(run.isFail && run.findings.isEmpty, "\(run)")
            #expect(Set(run.errors.map(\.operation)) == ["create-file"], "\(run)")
            #expect(run.result?.operations["read-file"]?.errors == 0)
            #expect(run.result?.left.isEmpty == true)
        }
    }

    @Test("keeps a rate of files of both kinds")
    func rate() async throws {
        let serve = try FaultyServe("")
        let run = try await serve.run(
            "mixed --node 1 --dst /a --size 1000 --nprocess 4 --rate 40 --duration 2s --warmup 200ms")
        #expect(run.isPass, "\(run)")
        #expect(run.result?.pace?.due == 80)
        #expect(run.result?.operations["read-file"]?.service != nil)
        #expect(run.result?.operations["write-file"]?.service != nil)
    }

    @Test("of files without bytes knows by their marks which version they are")
    func empty() async throws {
        let serve = try FaultyServe("")
        let run = try await serve.run("mixed --node 1 --dst /a --size 0 --nprocess 4 --iteration 4")
        #expect(run.isPass && run.result?.totals.checkedFiles == 18, "\(run)")
    }

    @Test(
        "is refused where it can't be",
        arguments: [
            ("--nprocess 1", "--nprocess: '1' is not a whole number from 2 to 4096"),
            ("--write-share 0", "--write-share: '0' is not a whole number from 1 to 99"),
            ("--write-share 100", "--write-share: '100' is not a whole number from 1 to 99"),
            ("--iteration 1", "--iteration: '1' is not a whole number from 2 to"),
            ("--files 1", "--files: '1' is not a whole number from 2 to 65536"),
            (
                "--files 3",
                "--files: '3' is odd, and one half of the files is written while the other is read"
            ),
            ("--iteration 3 --duration 1s", "--iteration: goes not with --duration"),
            ("--files 2 --rate 5", "--rate: needs --duration, or --files of 4 or more"),
            ("--node rack", "--node: 'rack' is no number from 0 to 4095"),
            ("--src source", "--src"),
        ])
    func refused(line: String, message: String) async throws {
        try await Refusal().expect("mixed --node 1 \(line)", says: [message])
    }
}
