import Alluxio
import SelfDescribingData
import TestSupport
import Testing

@Suite("parallel-write without --src", .ownThread, .timeLimit(.minutes(20)))
struct GeneratedDataTests {
    /// How many of the file's bytes, from its beginning, are those of generated data.
    private func matching(_ identity: Identity, _ bytes: [UInt8]) -> Int {
        bytes.withUnsafeBytes { identity.matchingPrefix($0, at: 0) }
    }

    @Test(
        "stores 5 MB of generated data a process, of a new version in each iteration", arguments: Server.all)
    func stores(on server: Server) async throws {
        let stage = try Stage(server)
        let run = try await stage.run(
            "parallel-write --node 7 --dst \(stage.root) --block-size 8MB --nprocess 2 --iteration 3")
        #expect(run.isPass, "\(run)")
        #expect(run.output.contains("PASS 6 files stored, 31,457,280 bytes"))
        #expect(run.result?.options["size"] == "5MB")
        let number = try #require(run.result?.run)
        for process in 0..<2 {
            let bytes = try stage.content("node_7/process_\(process)")
            let identity = Identity(run: number, node: 7, process: UInt16(process), version: 3)
            #expect(bytes.count == 5_242_880)
            #expect(matching(identity, bytes) == bytes.count)
            #expect(try stage.mark("node_7/process_\(process)") == "1 \(number) 7 \(process) 0 3 5242880")
        }
    }

    @Test(
        "stores any size, under the run's number that it is given", arguments: Server.all,
        [0, 1, 7, 8, 15, 16, 17, 4095, 4096, 4097, 65_535, 65_537, 1_048_577])
    func sizes(on server: Server, size: Int) async throws {
        let stage = try Stage(server)
        let run = try await stage.run(
            "parallel-write --node 4095 --dst \(stage.root) --block-size 2MB --size \(size) --run 4294967295")
        #expect(run.isPass, "\(run)")
        #expect(run.result?.run == 4_294_967_295)
        let bytes = try stage.content("node_4095/process_0")
        #expect(bytes.count == size)
        let identity = Identity(run: 4_294_967_295, node: 4095, process: 0, version: 1)
        #expect(matching(identity, bytes) == size)
    }

    @Test("makes no write call where the size is 0")
    func empty() async throws {
        let alluxio = try ScriptedAlluxio()
        let run = try await Stage(alluxio).run("parallel-write --node 1 --size 0")
        #expect(run.isPass, "\(run)")
        #expect(alluxio.calls("create-file").count == 1 && alluxio.calls("close").count == 1)
        #expect(alluxio.calls("write").isEmpty)
    }

    @Test("a try that fails has a version of its own")
    func versions() async throws {
        let writes = Counter()
        let alluxio = try ScriptedAlluxio(answering: { call in
            call.operation == "write" && writes.next() == 2
                ? .instead(ScriptedAlluxio.refusal("UNKNOWN", "oops")) : .usual
        })
        let stage = try Stage(alluxio)
        let run = try await stage.run(
            "parallel-write --node 1 --dst \(stage.root) --size 100KB --iteration 3 --run 5")
        #expect(run.isFail, "\(run)")
        let bytes = try stage.content("node_1/process_0")
        #expect(bytes.count == 102_400)
        #expect(matching(Identity(run: 5, node: 1, process: 0, version: 3), bytes) == bytes.count)
    }

    @Test(
        "needs a node that is a number from 0 to 4095 without leading zeros",
        arguments: ["a", "4096", "01", "00", "1.5", "-1", "70000"])
    func node(name: String) async throws {
        try await Refusal().expect(
            "parallel-write --node \(name)",
            says: ["--node: '\(name)' is no number from 0 to 4095 without leading zeros", "--src"])
    }

    @Test("is not said together with --src")
    func both() async throws {
        try await Refusal().expect(
            "parallel-write --node 1 --src source --size 5MB",
            says: ["--size: is of generated data, but --src gives a file to write", "one of the two"])
    }

    @Test("is under a script's name what --size asks for")
    func compatible() async throws {
        let stage = try Stage(ScriptedAlluxio())
        let line = ["--node=1", "--size=1KB", "--dst=\(stage.root)", "--run=9"] + stage.proxy
        let run = try await Tool(in: stage.local.path, name: "parallel_write.py").run(line)
        #expect(run.status == .exited(0), "\(run)")
        let bytes = try stage.content("node_1/process_0")
        #expect(bytes.count == 1024)
        #expect(matching(Identity(run: 9, node: 1, process: 0, version: 1), bytes) == 1024)
    }

    @Test(
        "what is no size, and no run",
        arguments: [
            ("--size=-1", "--size: '-1' is not a size from 0 bytes to 16TB"),
            ("--size 17TB", "--size: '17TB' is not a size"), ("--size 5XB", "--size: '5XB' is not a size"),
            ("--run 0", "--run: '0' is not a whole number from 1 to 4294967295"),
            ("--run 4294967296", "--run: '4294967296' is not"), ("--run x", "--run: 'x' is not"),
        ])
    func refused(line: String, message: String) async throws {
        try await Refusal().expect("parallel-write --node 1 \(line)", says: [message])
    }
}
