import FoundationEssentials
import TestSupport
import Testing

@Suite("The result in JSON", .ownThread, .timeLimit(.minutes(20)))
struct ResultTests {
    @Test("of a write adds up", arguments: Server.all)
    func write(on server: Server) async throws {
        let stage = try Stage(server)
        try stage.makeFolder("node_1")
        let run = try await stage.write("--nprocess 2 --iteration 3")
        let result = try #require(run.result, "\(run)")
        #expect(result.command == "parallel-write")
        #expect(result.totals.files == 6 && result.totals.bytes == 60_000)
        #expect(result.totals.bytesMoved == 60_000)
        #expect(result.content == "not-checked" && result.totals.checkedFiles == 0)
        let counts = result.operations.mapValues(\.count)
        for operation in ["create-file", "write", "close", "write-file"] {
            #expect(counts[operation] == 6, "\(operation)")
        }
        // The files of two iterations are deleted; the folder is listed before the first and after each.
        #expect(counts["delete"] == 4)
        #expect(counts["list-status"] == 4)
        #expect(result.operations["write-file"]?.bytes == 60_000)
        #expect(result.operations["write"]?.bytes == 60_000)
        expectConsistent(result, processes: 2, iterations: 3)
    }

    @Test("of a read adds up", arguments: Server.all)
    func read(on server: Server) async throws {
        let stage = try Stage(server)
        try stage.write(stage.source, to: "file")
        let run = try await stage.run(
            "parallel-read --src \(stage.root)/file --nprocess 3 --iteration 2 --expect source")
        let result = try #require(run.result, "\(run)")
        #expect(result.totals.files == 6 && result.totals.bytes == 60_000)
        #expect(result.totals.checkedFiles == 6 && result.totals.checkedBytes == 60_000)
        #expect(result.totals.bytesMoved == 60_000)
        #expect(result.content == "checked")
        let counts = result.operations.mapValues(\.count)
        for operation in ["open-file", "first-byte", "read", "close", "read-file"] {
            #expect(counts[operation] == 6, "\(operation)")
        }
        #expect(result.operations["read-file"]?.bytes == 60_000)
        expectConsistent(result, processes: 3, iterations: 2)
    }

    @Test("of a run with failures adds up, and counts what they moved")
    func failures() async throws {
        let alluxio = try ScriptedAlluxio(answering: { call in
            call.operation == "write" && call.path.hasSuffix("process_1")
                ? .instead(ScriptedAlluxio.refusal("UNKNOWN", "no")) : .usual
        })
        let run = try await Stage(alluxio).write("--nprocess 2 --iteration 3")
        let result = try #require(run.result, "\(run)")
        #expect(run.isFail && result.verdict == "fail" && result.reason?.contains("3 errors") == true)
        #expect(result.totals.files == 3 && result.totals.bytes == 30_000)
        #expect(result.totals.bytesMoved == 60_000)
        #expect(result.operations["write-file"]?.count == 6 && result.operations["write-file"]?.errors == 3)
        #expect(result.operations["write"]?.errors == 3 && result.operations["write"]?.bytes == 30_000)
        #expect(result.operations["write"]?.latencyOfErrors != nil)
        let error = try #require(result.errors.first)
        #expect(error.count == 3 && error.httpStatus == 500 && error.statusCode == "UNKNOWN")
        #expect(error.first.process == 1 && error.first.iteration == 1 && error.lastTime >= error.first.time)
        expectConsistent(result, processes: 2, iterations: 3)
    }

    @Test("of a verifier adds up", arguments: Server.all)
    func verify(on server: Server) async throws {
        let stage = try Stage(server)
        #expect(try await stage.write("--nprocess 3").isPass)
        let run = try await stage.run("verify-write --node 1 --nfiles 3 --src source --dst \(stage.root)")
        let result = try #require(run.result, "\(run)")
        #expect(result.command == "verify-write")
        #expect(
            result.totals.files == 3 && result.totals.bytes == 30_000 && result.totals.checkedBytes == 30_000)
        #expect(result.operations["read"]?.count == 3)
        #expect(result.totals.bytesPerSecond == Double(result.totals.bytes) / result.totals.seconds)
    }

    @Test("holds every option with the value that held, and who ran what against whom", arguments: Server.all)
    func description(on server: Server) async throws {
        let stage = try Stage(server)
        let before = Date().timeIntervalSince1970
        let run = try await stage.write("--stall-timeout 10s")
        let result = try #require(run.result, "\(run)")
        #expect(result.schema == 1)
        #expect(result.run != 0)
        #expect(!result.interrupted && result.reason == nil)
        #expect(result.options["node"] == "1" && result.options["iteration"] == "1")
        #expect(result.options["dst"] == stage.root && result.options["stall-timeout"] == "10s")
        #expect(result.options["force"] == "0" && result.options["write-type"] == "MUST_CACHE")
        #expect(result.client.cpus > 0 && !result.client.host.isEmpty && !result.version.isEmpty)
        #expect(result.server.proxies == ["\(stage.server.host):\(stage.server.port)"])
        #expect(result.server.version?.hasPrefix("2.") == true)
        #expect((before...Date().timeIntervalSince1970).contains(result.started))
        #expect(result.totals.clientCPUSeconds > 0 && result.totals.peakResidentBytes > 1 << 20)
    }

    /// What holds of any load's result.
    private func expectConsistent(_ result: ResultDocument, processes: Int, iterations: Int) {
        let totals = result.totals
        #expect(result.iterations.count == iterations)
        #expect(abs(totals.seconds - result.iterations.reduce(0) { $0 + $1.seconds }) < 1e-9)
        #expect(totals.bytesPerSecond == Double(totals.bytes) / totals.seconds)
        #expect(totals.elapsed >= totals.seconds)
        #expect(totals.files == result.iterations.reduce(0) { $0 + $1.files })
        #expect(totals.bytes == result.iterations.reduce(0) { $0 + $1.bytes })
        #expect(totals.errorCount == result.iterations.reduce(0) { $0 + $1.errors })
        #expect(totals.errorCount == result.errors.reduce(0) { $0 + $1.count })
        #expect(totals.findingCount == result.findings.count + result.findingsOmitted)
        #expect(result.iterations.allSatisfy { $0.seconds > 0 && $0.skew >= 0 && $0.start >= result.started })
        #expect(result.iterations.map(\.start) == result.iterations.map(\.start).sorted())
        #expect(result.processes.map(\.process) == Array(0..<processes))
        #expect(totals.files == result.processes.reduce(0) { $0 + $1.files })
        #expect(totals.bytes == result.processes.reduce(0) { $0 + $1.bytes })
        for (name, operation) in result.operations {
            #expect((operation.latency == nil) == (operation.count == operation.errors), "\(name)")
            #expect((operation.latencyOfErrors == nil) == (operation.errors == 0), "\(name)")
            for latency in [operation.latency, operation.latencyOfErrors].compactMap({ $0 }) {
                #expect(
                    0 <= latency.min && latency.min <= latency.mean && latency.mean <= latency.max, "\(name)")
                #expect(latency.max <= totals.elapsed, "\(name)")
            }
        }
    }
}
