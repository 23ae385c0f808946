import TestSupport
import Testing

/// A call that changes something and gets no answer may still be carried out.
@Suite("A call in doubt", .ownThread, .timeLimit(.minutes(20)))
struct InDoubtTests {
    @Test(
        "is one error; its path is left and not used again; its process ends; the others go on",
        arguments: [
            ("create-file", 1, ["create-file"]),
            ("close", 1, ["create-file", "write", "close"]),
            ("delete", 1, ["create-file", "write", "close", "delete"]),
            ("close", 2, ["create-file", "write", "close", "delete", "create-file", "write", "close"]),
        ])
    func inDoubt(operation: String, nth: Int, calls: [String]) async throws {
        let seen = Counter()
        let alluxio = try ScriptedAlluxio(answering: { call in
            call.operation == operation && call.path.hasSuffix("process_0") && seen.next() == nth
                ? .instead([.close]) : .usual
        })
        let stage = try Stage(alluxio)
        let run = try await stage.write("--nprocess 2 --iteration 4")
        #expect(run.isFail, "\(run)")
        #expect(run.errors.count == 1 && run.errors.first?.count == 1)
        let error = try #require(run.errors.first)
        #expect(error.kind == "in-doubt")
        #expect(error.operation == operation)
        #expect(error.first.path == "\(stage.root)/node_1/process_0")
        #expect(run.result?.left.map(\.path) == ["\(stage.root)/node_1/process_0"])
        #expect(run.output.contains("left behind: \(stage.root)/node_1/process_0"))
        #expect(alluxio.calls.filter { $0.path.hasSuffix("process_0") }.map(\.operation) == calls)
        #expect(alluxio.calls("create-file", "process_1").count == 4)
        #expect(run.result?.warnings.contains { $0.contains("process_0 in iteration") } == true)
        #expect(run.findings.isEmpty)
    }

    @Test("ends the run where no process is left")
    func last() async throws {
        let seen = Counter()
        let alluxio = try ScriptedAlluxio(answering: { call in
            call.operation == "create-file" && seen.next() == 2 ? .instead([.close]) : .usual
        })
        let run = try await Stage(alluxio).write("--iteration 50")
        #expect(run.isFail, "\(run)")
        #expect(run.result?.iterations.map(\.files) == [1, 0])
        #expect(
            run.result?.warnings == [
                "stopped, because what a call did is in doubt or could not be undone: process_0 in iteration 2; "
                    + "they did nothing more"
            ])
    }

    @Test("is one that took too long, too, and its message holds the cause")
    func timeout() async throws {
        let alluxio = try ScriptedAlluxio(answering: { call in
            call.operation == "create-file" ? .instead([.stall]) : .usual
        })
        let run = try await Stage(alluxio).write("--iteration 2 --metadata-timeout 3s")
        #expect(run.isFail, "\(run)")
        #expect(run.errors.map(\.kind) == ["in-doubt"])
        #expect(run.errors.first?.first.message.contains("3.0 s") == true, "\(run)")
        #expect(alluxio.calls("create-file").count == 1)
    }

    @Test("of the folder's making stops the run before it begins")
    func folder() async throws {
        let alluxio = try ScriptedAlluxio(answering: { call in
            call.operation == "create-directory" ? .instead([.close]) : .usual
        })
        let run = try await Stage(alluxio).write()
        #expect(run.isNotStarted, "\(run)")
        #expect(alluxio.calls("create-directory").count == 1)
        #expect(alluxio.calls("create-file").isEmpty)
    }

    @Test("of clean is not tried again, and told under left")
    func clean() async throws {
        let alluxio = try ScriptedAlluxio(answering: { call in
            call.operation == "delete" && call.path.hasSuffix("process_0") ? .instead([.close]) : .usual
        })
        let stage = try Stage(alluxio)
        for process in 0...1 { alluxio.put(.file("\(stage.root)/node_1/process_\(process)")) }
        let run = try await stage.run("clean --node 1 --dst \(stage.root)")
        #expect(run.isFail, "\(run)")
        #expect(run.errors.map(\.kind) == ["in-doubt"])
        #expect(run.result?.left.map(\.path) == ["\(stage.root)/node_1/process_0"])
        #expect(alluxio.calls("delete", "process_0").count == 1)
        #expect(alluxio.entry("\(stage.root)/node_1/process_1") == nil)
    }
}

/// Two runs that write to one node destroy each other's files.
@Suite("Another run's mark", .ownThread, .timeLimit(.minutes(20)))
struct TwoRunsTests {
    private static let other = ["alluxio-stress": "MSA0NzExIDEgMCAwIDEgMTAwMDA="]  // 1 4711 1 0 0 1 10000

    @Test("on a file that was just written ends the run")
    func listed() async throws {
        let alluxio = try ScriptedAlluxio(showing: { entry in
            entry.path.hasSuffix("process_1") ? entry.with { $0.xattr = Self.other } : entry
        })
        let stage = try Stage(alluxio)
        let run = try await stage.write("--nprocess 2 --iteration 5")
        #expect(run.isFail, "\(run)")
        #expect(run.errors.map(\.kind) == ["two-runs"])
        #expect(run.errors.first?.first.message.contains("run 4711") == true)
        #expect(run.result?.iterations.count == 1)
        #expect(alluxio.calls("create-file").count == 2)
    }

    @Test("on a file that stands in the way of a create ends the run")
    func created() async throws {
        let alluxio = try ScriptedAlluxio(
            showing: { entry in entry.with { if $0.path.hasSuffix("process_0") { $0.xattr = Self.other } } },
            answering: { call in
                call.operation == "create-file" && call.path.hasSuffix("process_0")
                    ? .afterwards(ScriptedAlluxio.refusal("ALREADY_EXISTS", "already exists")) : .usual
            })
        let run = try await Stage(alluxio).write("--nprocess 2 --iteration 5")
        #expect(run.isFail, "\(run)")
        #expect(run.errors.map(\.kind) == ["two-runs"])
        #expect(run.errors.first?.first.message.contains("run 4711") == true)
        #expect(run.result?.iterations.count == 1)
    }
}
