import FoundationEssentials
import Glibc
import OSThreads
import StressTest
import TestSupport
import Testing

@Suite("parallel-write --record", .ownThread, .timeLimit(.minutes(20)))
struct RecordTests {
    private func write(_ stage: Stage, _ line: String, through: [String] = []) async throws -> Ended {
        try await stage.run(
            "parallel-write --node 1 --dst \(stage.root) --block-size 1MB --size 1000 \(line)",
            through: through)
    }

    private func lines(_ stage: Stage, _ name: String = "record") throws -> [Substring] {
        String(decoding: try stage.local.read(name), as: UTF8.self).split(separator: "\n")
    }

    private func record(_ stage: Stage, _ name: String = "record") throws -> Record {
        var record = Record()
        try record.read(stage.local.path(name))
        return record
    }

    @Test("has a line before a file is replaced, and one after it is stored", arguments: Server.all)
    func lines(on server: Server) async throws {
        let stage = try Stage(server)
        #expect(try await write(stage, "--run 6 --record record").isPass)
        let run = try await write(stage, "--run 7 --iteration 2 --record record")
        #expect(run.isPass, "\(run)")
        let path = "\(stage.root)/node_1/process_0"
        let replace = { (run: Int, version: Int) in
            #"{"event": "replace", "run": \#(run), "node": "1", "process": 0, "file": 0, "version": \#(version), "path": "\#(path)"}"#
        }
        let stored = { (run: Int, version: Int) in
            #"{"event": "stored", "run": \#(run), "node": "1", "process": 0, "file": 0, "version": \#(version), "path": "\#(path)", "length": 1000, "data": "generated", "time": "#
        }
        let expected = [
            replace(0, 0), stored(6, 1), replace(6, 1), stored(7, 1), replace(7, 1), stored(7, 2),
        ]
        let lines = try lines(stage)
        #expect(lines.count == expected.count)
        for (line, expected) in zip(lines, expected) { #expect(line.hasPrefix(expected), "\(line)") }
        let event = try #require(record(stage).files[path])
        #expect(event.run == 7 && event.version == 2)
        guard case .stored(1000, .generated, let time) = event.kind else {
            Issue.record("\(event)")
            return
        }
        #expect(abs(time - (run.result?.started ?? 0)) < 60)
    }

    @Test("has every file of every process, and says that a source's bytes are that", arguments: Server.all)
    func files(on server: Server) async throws {
        let stage = try Stage(server)
        let run = try await stage.write("--nprocess 3 --files 4 --iteration 2 --record record --record-sync")
        #expect(run.isPass, "\(run)")
        let files = try record(stage).files
        #expect(files.count == 12)
        for process in 0..<3 {
            for file in 0..<4 {
                let event = files["\(stage.root)/node_1/process_\(process)/file_\(file)"]
                #expect(event?.number == FileNumber(process: process, file: file))
                #expect(event?.version == 2 && event?.run == run.result?.run)
                guard case .stored(10_000, .source, _) = event?.kind else {
                    Issue.record("\(String(describing: event))")
                    continue
                }
            }
        }
    }

    @Test("is written before a delete is sent, and after the listing that shows a file to be stored")
    func order() async throws {
        let local = try TemporaryFolder()
        let path = local.path("record")
        // What the record says of a path at the moment of each call on it.
        let seen = Monitor<[String]>([])
        let alluxio = try ScriptedAlluxio(answering: { call in
            var record = Record()
            try? record.read(path)
            switch record.files[call.path]?.kind {
            case .replace: seen.update { $0.append("\(call.operation) after replace") }
            case .stored: seen.update { $0.append("\(call.operation) after stored") }
            case nil where call.operation == "list-status" && !call.path.hasSuffix("/node_1/"):
                let kinds = record.files.values.map { $0.kind == .replace ? "replace" : "stored" }
                seen.update { $0.append("list-status with \(kinds)") }
            case nil: break
            }
            return .usual
        })
        let run = try await write(try Stage(alluxio), "--iteration 2 --record \(path)")
        #expect(run.isPass, "\(run)")
        let iteration = [
            "create-file after replace", "write after replace", "close after replace",
            #"list-status with ["replace"]"#,
        ]
        let calls = seen.withLock { $0 }.filter { $0 != "list-status with []" }
        #expect(
            Array(calls.prefix(9)) == iteration + ["delete after replace"] + iteration, "\(calls)")
        #expect(calls.dropFirst(9).allSatisfy { $0 == #"list-status with ["stored"]"# })
    }

    @Test("names no file stored that failed, or that the listing doesn't show")
    func notStored() async throws {
        let alluxio = try ScriptedAlluxio(
            showing: { $0.path.hasSuffix("process_1") ? nil : $0 },
            answering: { call in
                call.operation == "write" && call.path.hasSuffix("process_0")
                    ? .instead([.text(200, "999")]) : .usual
            })
        let stage = try Stage(alluxio)
        let run = try await write(stage, "--nprocess 3 --record record")
        #expect(run.isFail, "\(run)")
        #expect(run.errors.map(\.kind) == ["short-write"] && run.findings.map(\.kind) == ["missing"])
        let files = try record(stage).files
        #expect(files.count == 3)
        let stored = files.values.filter { $0.kind != .replace }.map(\.number.process)
        #expect(stored == [2])
    }

    @Test(
        "that can't be written when the run begins ends it with a local error, and nothing is touched",
        .enabled(if: getuid() == 0, "only root can mount a small disk"))
    func full() async throws {
        let fullDisk = [
            "/usr/bin/unshare", "--mount", "/bin/sh", "-c",
            """
            mkdir small && mount -t tmpfs -o size=4k none small || exit 99
            : > small/record
            head -c 8192 /dev/zero > small/filler
            exec "$@"
            """, "sh",
        ]
        let alluxio = try ScriptedAlluxio()
        let stage = try Stage(alluxio)
        alluxio.put(.file("\(stage.root)/node_1/process_0", [1]))
        let run = try await write(
            stage, "--nprocess 3 --iteration 4 --record small/record", through: fullDisk)
        #expect(run.isFail, "\(run)")
        #expect(run.errors.map(\.kind) == ["local"] && run.errors.first?.count == 1)
        #expect(run.errors.first?.operation == "local-write")
        #expect(run.errors.first?.first.message.contains("small/record: No space left on device") == true)
        #expect(alluxio.calls("delete").isEmpty && alluxio.calls("create-file").isEmpty)
        #expect(run.result?.iterations.count == 1)
    }

    @Test(
        "on a disk that fills up ends the run with one local error, and stays true",
        .enabled(if: getuid() == 0, "only root can mount a small disk"))
    func fillsUp() async throws {
        let smallDisk = [
            "/usr/bin/unshare", "--mount", "/bin/sh", "-c",
            """
            mkdir small && mount -t tmpfs -o size=16k none small || exit 99
            "$@"
            status=$?
            cp small/record record
            exit $status
            """, "sh",
        ]
        let stage = try Stage(.embedded)
        let run = try await write(
            stage, "--nprocess 3 --iteration 1000 --record small/record", through: smallDisk)
        #expect(run.isFail, "\(run)")
        #expect(run.errors.map(\.kind) == ["local"] && run.errors.first?.count == 1)
        #expect(run.errors.first?.first.message.contains("No space left on device") == true)
        #expect((run.result?.iterations.count ?? 0) < 100)
        for (path, event) in try record(stage).files {
            guard let content = event.content else { continue }
            #expect(try stage.holds(content, at: path), "\(path)")
        }
        // The next run goes on with it, where there is room again.
        #expect(try await write(stage, "--nprocess 3 --record record").isPass)
        #expect(try record(stage).torn.isEmpty)
    }

    @Test("goes on after a line that broke off, which is taken away")
    func torn() async throws {
        let stage = try Stage(ScriptedAlluxio())
        #expect(try await write(stage, "--record record").isPass)
        let whole = try stage.local.read("record")
        for torn in [#"{"event": "stored", "run": 5, "nod"#, "{", #"{"event": "replace""#] {
            try stage.local.write(whole + Array(torn.utf8), to: "record")
            #expect(try await write(stage, "--record record").isPass)
            let after = try stage.local.read("record")
            #expect(after.starts(with: whole) && after.count > whole.count)
            #expect(try lines(stage).count == 4)
            #expect(try record(stage).torn.isEmpty)
        }
    }

    @Test("with --record-sync is the same")
    func sync() async throws {
        let stage = try Stage(ScriptedAlluxio())
        #expect(try await write(stage, "--nprocess 3 --record record --record-sync").isPass)
        #expect(try lines(stage).count == 6)
        #expect(try record(stage).files.count == 3)
    }

    @Test(
        "is refused where it can't be written, is something else, or has another part in the run",
        arguments: [
            ("--record copies", "--record: could not write copies: Is a directory"),
            ("--record no/file", "--record: could not write no/file: No such file or directory"),
            ("--record source", "--record: source is no record: its first line"),
            ("--record /dev/null", "--record: '/dev/null' is no regular file"),
            ("--record pipe", "--record: 'pipe' is no regular file"),
            ("--record home/readme --json home/readme", "--json: 'home/readme' is the file of --record"),
            ("--record new --json ./new", "--json: './new' is the file of --record"),
            ("--record-sync", "--record-sync: needs --record FILE"),
        ])
    func refused(line: String, message: String) async throws {
        let refusal = try Refusal()
        #expect(mkfifo(refusal.local.path("pipe"), 0o600) == 0)
        try await refusal.expect("parallel-write --node 1 \(line)", says: [message])
    }

    @Test("is refused where its end is none of a record, which stays")
    func otherEnd() async throws {
        let stage = try Stage(ScriptedAlluxio())
        #expect(try await write(stage, "--record record").isPass)
        let whole = try stage.local.read("record")
        for (end, which) in [
            ("note", "none of one"), (String(repeating: "x", count: 70_000), "longer than any"),
        ] {
            try stage.local.write(whole + Array(end.utf8), to: "record")
            let run = try await write(stage, "--record record")
            #expect(run.status == .exited(2), "\(run)")
            #expect(run.output.contains("--record: record is no record: its last line is \(which)"))
            #expect(try stage.local.read("record") == whole + Array(end.utf8))
        }
    }

    @Test("is refused while another run adds to it, and not after")
    func another() async throws {
        let stage = try Stage(ScriptedAlluxio())
        var other: RecordFile? = try RecordFile(stage.local.path("record"))
        let run = try await write(stage, "--record record")
        #expect(run.status == .exited(2), "\(run)")
        #expect(run.output.contains("--record: another run is adding to record"))
        #expect(other != nil)
        other = nil
        #expect(try await write(stage, "--record record").isPass)
    }

    @Test(
        "takes what is no mark of a run on a file for none",
        arguments: ["1 7 1 0 0 99999999 9", "1 7 1 0 0 -1 9", "2"])
    func oddMark(mark: String) async throws {
        let alluxio = try ScriptedAlluxio()
        let stage = try Stage(alluxio)
        let path = "\(stage.root)/node_1/process_0"
        alluxio.put(
            .file(path, [1]).with { $0.xattr = ["alluxio-stress": Data(mark.utf8).base64EncodedString()] })
        #expect(try await write(stage, "--record record").isPass)
        let first = try #require(lines(stage).first)
        #expect(first.contains(#""run": 0,"#) && first.contains(#""version": 0,"#), "\(first)")
        #expect(try record(stage).files[path]?.version == 1)
    }

    @Test("is refused where it is the source")
    func isSource() async throws {
        let refusal = try Refusal()
        try refusal.local.write([], to: "source")
        try await refusal.expect(
            "parallel-write --node 1 --src source --record ./source",
            says: ["--record: './source' is the file of --src"])
    }
}

extension Stage {
    /// Whether a file in Alluxio is there, whole, and holds just this.
    func holds(_ content: Content, at path: String) throws -> Bool {
        let length = Int(content.length)
        var expected = [UInt8](repeating: 0, count: length)
        guard try expected.withUnsafeMutableBytes({ try content.fill($0, at: 0) }) == length else {
            return false
        }
        return (try? self.content(String(path.dropFirst(root.count + 1)))) == expected
    }
}
