import FoundationEssentials
import Glibc
import Measurement
import TestSupport
import Testing

@Suite("The log of --hdr", .ownThread, .timeLimit(.minutes(20)))
struct IntervalLogTests {
    /// The intervals of a log by their operation.
    private func intervals(of text: [UInt8]) throws -> [String: [HistogramLogInterval]] {
        var reader = HistogramLogReader()
        return Dictionary(
            grouping: try reader.readLines(String(decoding: text, as: UTF8.self)), by: { $0.tag ?? "" })
    }

    @Test("has every operation that the result has, second by second")
    func log() async throws {
        let serve = try FaultyServe("--fault late:operation=open-file:every=5:seconds=0.2")
        _ = try await serve.run("parallel-write --node 1 --nprocess 3 --size 10KB --dst /a")
        let run = try await serve.run(
            "parallel-read --src /a --node 1 --nprocess 3 --duration 2300ms --rate 50 --hdr log.hlog")
        let result = try #require(run.result, "\(run)")
        let log = try intervals(of: serve.folder.read("log.hlog"))

        let services = result.operations.filter { $0.value.service != nil }.keys.map { "\($0).service" }
        #expect(
            Set(log.keys) == Set(Array(result.operations.keys) + services)
                && services == ["read-file.service"])
        for (operation, seen) in result.operations {
            let merged = (log[operation] ?? []).reduce(into: Histogram()) { $0.merge($1.histogram) }
            let whole = try Histogram(try #require(seen.histogram))
            #expect(merged.count == whole.count, "\(operation)")
            for part in [0.5, 0.9, 0.99] {
                let (logged, exact) = (merged.percentile(part) ?? .zero, whole.percentile(part) ?? .zero)
                #expect(logged >= exact && logged <= exact + exact / 1000 + .nanoseconds(64), "\(operation)")
            }
        }
        let reads = try #require(log["read-file"])
        #expect((2...4).contains(reads.count), "\(reads.map(\.start))")
        for (one, next) in zip(reads, reads.dropFirst()) { #expect(one.start + one.length == next.start) }
    }

    @Test("has all up to a signal")
    func interrupted() async throws {
        let serve = try FaultyServe("")
        _ = try await serve.run("parallel-write --node 1 --size 10KB --dst /a")
        let tool = try Tool(in: serve.folder.path).start(
            "parallel-read --src /a --node 1 --duration 1m --host 127.0.0.1 --port \(serve.port) --hdr log.hlog --json r.json --metrics 0"
                .split(separator: " ").map(String.init))
        let port = try #require(MetricsTests.port(of: tool))
        while try MetricsTests.value("alluxio_stress_files_total", at: port) < 3 {}
        tool.send(signal: SIGINT)
        _ = try await tool.end()
        let result = try ResultDocument(at: serve.folder.path("r.json"))
        let log = try intervals(of: serve.folder.read("log.hlog"))
        let logged = try #require(log["read-file"]).reduce(0) { $0 + $1.histogram.count }
        // The process went on until the result was made, a moment later.
        let count = Int64(result.operations["read-file"]?.count ?? 0)
        #expect(result.interrupted && (3...count).contains(logged), "\(logged) of \(count)")
    }

    @Test(
        "is refused where it can't be",
        arguments: [
            ("-", "--hdr: can't be standard output"),
            ("pipe", "--hdr: 'pipe' is no regular file"),
            ("/dev/null", "--hdr: '/dev/null' is no regular file"),
            ("no/log", "--hdr: 'no/log' can't be written"),
            ("r.json", "--hdr: 'r.json' is the file of --json, which the result would replace"),
        ])
    func refused(file: String, message: String) async throws {
        let folder = try TemporaryFolder()
        #expect(mkfifo(folder.path("pipe"), 0o600) == 0)
        let run = try await Tool(in: folder.path).run(
            ["parallel-write", "--node", "1", "--json", "r.json", "--hdr", file])
        #expect(run.status == .exited(2) && run.output.contains(message), "\(run)")
    }
}
