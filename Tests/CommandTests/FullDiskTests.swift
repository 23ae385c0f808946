import Glibc
import OSThreads
import TestSupport
import Testing

@Suite(
    "A disk that fills", .ownThread, .timeLimit(.minutes(20)),
    .enabled(if: getuid() == 0, "only root can mount a small disk"))
struct FullDiskTests {
    /// A folder `copies` with so much room, in a mount namespace of the tool's own; what stands in it at the end goes
    /// to the file `listing`.
    private static func disk(size: String) -> [String] {
        let script = """
            mkdir copies && mount -t tmpfs -o size=\(size) none copies || exit 99
            "$@"
            status=$?
            ls -A copies > listing
            exit $status
            """
        return ["/usr/bin/unshare", "--mount", "/bin/sh", "-c", script, "sh"]
    }

    private static func run(_ stage: Stage, _ line: String) async throws -> Ended {
        try await stage.run(
            "parallel-read --node 1 --nprocess 4 --iteration 2 --dst copies \(line)",
            through: disk(size: "1m"))
    }

    /// What was left of the copies.
    private static func copies(_ stage: Stage) throws -> [Substring] {
        String(decoding: try stage.local.read("listing"), as: UTF8.self).split(separator: "\n")
    }

    @Test("is a local error of the files it hits, which leave no part", arguments: Server.all)
    func onServer(server: Server) async throws {
        let stage = try Stage(server)
        try stage.write(noise(2 << 20), to: "node_1/process_0")
        for process in 1...3 { try stage.write(stage.source, to: "node_1/process_\(process)") }
        let run = try await Self.run(stage, "--src \(stage.root)")
        #expect(run.isFail, "\(run)")
        #expect(run.errors.map(\.kind) == ["local"])
        #expect(run.errors.map(\.operation) == ["local-write"])
        #expect(run.errors.first?.first.message.contains("No space left on device") == true)
        #expect(run.result?.operations["local-write"]?.errors == run.result?.totals.errorCount)
        #expect(run.result?.operations["read"]?.errors == 0)
        #expect(run.findings.isEmpty)
        #expect(run.result?.totals.files == 8 - (run.result?.totals.errorCount ?? 0))
        let own: Set<Substring> = ["process_1", "process_2", "process_3"]
        #expect(try Set(Self.copies(stage)).isSubset(of: own))
    }

    @Test("takes no result, which is said and is no pass, and leaves at most what there was at first")
    func result() async throws {
        let stage = try Stage(ScriptedAlluxio())
        let run = try await stage.run(
            "parallel-write --node 1 --src source --json copies/result.json", through: Self.disk(size: "4k"))
        #expect(run.isFail, "\(run)")
        #expect(run.output.contains("the result could not be kept: could not write copies/"), "\(run)")
        #expect(run.output.contains("No space left on device"), "\(run)")
        // What there is of a run when it begins may have had room.
        #expect(try Set(Self.copies(stage)).isSubset(of: ["result.json"]))
        #expect(run.result?.verdict != "pass")
    }

    @Test("doesn't disturb the others, in this iteration or the next")
    func others() async throws {
        // The file that fills the disk comes when the others have their copies.
        let copied = Monitor(0)
        let alluxio = try ScriptedAlluxio(answering: { call in
            if call.operation == "close", !call.path.hasSuffix("process_0") { copied.update { $0 += 1 } }
            if call.operation == "read", call.path.hasSuffix("process_0") {
                _ = copied.wait(until: .now + .seconds(20)) { $0 >= 3 ? true : nil }
                copied.update { $0 -= 3 }
            }
            return .usual
        })
        let stage = try Stage(alluxio)
        alluxio.put(.file("/a/node_1/process_0", noise(2 << 20)))
        for process in 1...3 { alluxio.put(.file("/a/node_1/process_\(process)", stage.source)) }
        let run = try await Self.run(stage, "--src /a")
        #expect(run.isFail, "\(run)")
        #expect(run.errors.map(\.kind) == ["local"])
        #expect(run.errors.first?.count == 2)
        #expect(run.errors.first?.first.process == 0)
        #expect(run.result?.iterations.map(\.files) == [3, 3])
        #expect(try Self.copies(stage) == ["process_1", "process_2", "process_3"])
    }
}
