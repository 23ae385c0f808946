import TestSupport
import Testing

/// The command lines of a user of the scripts that this program replaces.
@Suite("Called by a script's name", .ownThread, .timeLimit(.minutes(20)))
struct CompatibleNameTests {
    private func call(_ stage: Stage, _ name: String, _ line: String, environment: [String] = []) async throws
        -> Tool.Run
    {
        let words = line.split(separator: " ").map(String.init)
        return try await Tool(in: stage.local.path, name: name, environment: environment).run(words)
    }

    @Test("existing command lines run unchanged, and again", arguments: Server.all)
    func twice(on server: Server) async throws {
        let stage = try Stage(server)
        let (host, port, root) = (stage.server.host, stage.server.port, stage.root)
        let proxy = "--host=\(host) --port=\(port)"
        var lines = [
            ("get_data.sh", ""),
            (
                "parallel_write.py",
                "--iteration=20 --nprocess=2 \(proxy) --src=data/5mb.txt --dst=\(root) --node=1"
            ),
            (
                "parallel_read.py",
                "--iteration=20 --nprocess=2 \(proxy) --src=\(root)/node_1/process_0 --dst=copies"
            ),
            ("parallel_read.py", "--iteration=20 --nprocess=2 \(proxy) --src=\(root) --node=1 --dst=copies"),
            ("verify_write.py", "\(proxy) --src=data/5mb.txt --dst=\(root) --nfiles=2 --node=1"),
            ("verify_read.py", "\(proxy) --src=\(root) --dst=copies --nfiles=2 --node=1"),
        ]
        lines += lines
        for (name, line) in lines {
            let run = try await call(stage, name, line)
            #expect(run.status == .exited(0), "\(name) \(line)\n\(run)")
        }
        // No logs, no temporary files.
        #expect(try stage.local.names().filter { !$0.contains("_") } == ["copies", "data", "source"])
        #expect(try stage.local.names(in: "copies") == ["process_0", "process_1"])
    }

    @Test(
        "verify_write.py and verify_read.py run with --home, and name one changed byte",
        .enabled(if: RealAlluxio.here?.home != nil))
    func home() async throws {
        let stage = try Stage(.real)
        let home = try #require(RealAlluxio.here?.home)
        let configuration = environment("ALLUXIO_CONF_DIR").map { ["ALLUXIO_CONF_DIR=\($0)"] } ?? []
        try stage.write(stage.source, to: "node_1/process_0")
        try stage.local.write(stage.source, to: "data/5mb.txt")
        try stage.local.write(stage.source, to: "copies/process_0")
        let lines = [
            ("verify_write.py", "--home=\(home) --src=data/5mb.txt --dst=\(stage.root) --nfiles=1 --node=1"),
            ("verify_read.py", "--home=\(home) --src=\(stage.root) --dst=copies --nfiles=1 --node=1"),
        ]
        for (name, line) in lines {
            let run = try await call(stage, name, line, environment: configuration)
            #expect(run.status == .exited(0), "\(run)")
        }
        try stage.local.write(stage.source.flipped(at: 1234), to: "copies/process_0")
        try stage.local.write(stage.source.flipped(at: 1234), to: "data/5mb.txt")
        for ((name, line), path) in zip(lines, ["\(stage.root)/node_1/process_0", "copies/process_0"]) {
            let run = try await call(stage, name, line, environment: configuration)
            #expect(run.status == .exited(1), "\(run)")
            #expect(run.output.contains("finding: \(path): byte 1,234"), "\(run)")
        }
    }

    @Test("a load ends with the figures the scripts gave", arguments: ["parallel_write", "parallel_read"])
    func figures(name: String) async throws {
        let alluxio = try ScriptedAlluxio()
        let stage = try Stage(alluxio)
        for process in 0...1 { alluxio.put(.file("/a/node_1/process_\(process)", stage.source)) }
        let files = name == "parallel_write" ? "--src source --dst /a" : "--src /a"
        let proxy = stage.proxy.joined(separator: " ")
        let run = try await call(stage, name, "\(files) --node 1 --iteration 3 --nprocess 2 \(proxy)")
        #expect(run.status == .exited(0), "\(run)")
        for line in [
            "iteration 1/3: 2 files, 20,000 bytes in ", "Number of iterations: 3\n",
            "Number of processes: 2\n",
            "File size: 10,000 bytes\n", "Total time: ", "Average time for each iteration: ",
            "Average throughput of each process: ",
        ] {
            #expect(run.output.contains(line), "\(line)")
        }
    }

    @Test(
        "options may be shortened as the scripts' own could",
        arguments: [
            (
                "parallel_write.py",
                "--iter 2 --np 2 --ho HOST --po PORT --sr source --d /b --no 1 --w MUST_CACHE"
            ),
            ("parallel_read.py", "--i 2 --np=2 --h=HOST --p=PORT --s /a --no 1"),
            ("parallel_read", "--i 2 --np=2 --ho=HOST --p=PORT --s /a --no 1"),
            ("verify_write", "--host HOST --port PORT --s source --d /a --nf 2 --no 1"),
            ("verify_read", "--host HOST --port PORT --s /a --d copies --nf 2 --no 1"),
        ])
    func shortened(name: String, line: String) async throws {
        let alluxio = try ScriptedAlluxio()
        let stage = try Stage(alluxio)
        for process in 0...1 {
            alluxio.put(.file("/a/node_1/process_\(process)", stage.source))
            try stage.local.write(stage.source, to: "copies/process_\(process)")
        }
        // `--h` was `--host` or `--help`, and so neither.
        let isAmbiguous = line.contains("--h=")
        let named = line.replacing("HOST", with: stage.server.host).replacing(
            "PORT", with: "\(stage.server.port)")
        let run = try await call(stage, name, named)
        #expect(run.status == .exited(isAmbiguous ? 2 : 0), "\(run)")
        if isAmbiguous { #expect(run.output.contains("--h could be --host or --help")) }
    }

    @Test(
        "newer options have no short form, and under the program's own name none has",
        arguments: [
            ("parallel_write", "--node 1 --src source --verb", "--verb"),
            ("alluxio-stress", "parallel-write --node 1 --src source --iter 2", "--iter"),
        ])
    func notShortened(name: String, line: String, option: String) async throws {
        let stage = try Stage(ScriptedAlluxio())
        let run = try await call(stage, name, line)
        #expect(run.status == .exited(2), "\(run)")
        #expect(run.output.contains("has no option \(option)"))
    }

    @Test(
        "--src is data/5mb.txt by default, and get-data is named where it is absent",
        arguments: [
            ("parallel_write.py", "--node 1"), ("verify_write.py", "--node 1 --nfiles 1"),
        ])
    func defaultSource(name: String, line: String) async throws {
        let alluxio = try ScriptedAlluxio()
        let stage = try Stage(alluxio)
        alluxio.put(.file("/alluxio-py-test/node_1/process_0", stage.source))
        let line = line + " " + stage.proxy.joined(separator: " ")
        let absent = try await call(stage, name, line)
        #expect(absent.status == .exited(2), "\(absent)")
        #expect(
            absent.output.contains(
                "--src: there is no file 'data/5mb.txt'; `alluxio-stress get-data` makes it"))
        #expect(alluxio.server.connections == 0)
        try stage.local.write(stage.source, to: "data/5mb.txt")
        let present = try await call(stage, name, line)
        #expect(present.status == .exited(0), "\(present)")
    }
}
