import SelfDescribingData
import StressTest
import TestSupport
import Testing

@Suite("parallel-read of what other nodes wrote", .ownThread, .timeLimit(.minutes(20)))
struct ReadFromTests {
    private static func identity(_ node: Int, _ process: Int, _ file: Int = 0, version: Int = 1) -> Identity {
        Identity(
            run: 77, node: UInt16(node), process: UInt16(process), file: UInt16(file),
            version: UInt32(version))
    }

    @Test("--read-from next reads the next node's files, and after the last the first", arguments: Server.all)
    func next(on server: Server) async throws {
        let stage = try Stage(server)
        for node in 0...2 {
            #expect(try await stage.generate("--node \(node) --nprocess 2 --files 2").isPass)
        }
        for (node, next) in [(1, 2), (2, 0)] {
            let run = try await stage.run(
                "parallel-read --src \(stage.root) --node \(node) --nodes 3 --read-from next --nprocess 2 --files 2 --dst of-\(node)"
            )
            #expect(run.isPass, "\(run)")
            #expect(run.result?.content == "checked" && run.result?.totals.checkedFiles == 4)
            // The node is listed whose files are read, and no other.
            #expect(run.result?.operations["list-status"]?.count == 1)
            for (process, file) in [(0, 0), (0, 1), (1, 0), (1, 1)] {
                #expect(
                    try stage.local.read("of-\(node)/process_\(process)/file_\(file)")
                        == Self.identity(next, process, file).bytes(count: 20_000))
            }
            let verify = try await stage.run(
                "verify-read --src \(stage.root) --node \(next) --nfiles 2 --files 2 --dst of-\(node)")
            #expect(verify.isPass, "\(verify)")
        }
    }

    @Test("says whose file it is in which something is found", arguments: Server.all)
    func findings(on server: Server) async throws {
        let stage = try Stage(server)
        let write = "--node 2 --nprocess 2 --iteration 2 --record \(stage.local.path("2.jsonl"))"
        #expect(try await stage.generate(write).isPass)
        // Older than the record says, with a mark that says so, too.
        try stage.store(
            Self.identity(2, 1, version: 1).bytes(count: 20_000), as: Self.identity(2, 1, version: 1))
        try stage.server.client().delete(try stage.path("node_2/process_0"))
        let run = try await stage.run(
            "parallel-read --src \(stage.root) --node 1 --nodes 3 --read-from next --nprocess 2 --record 2.jsonl"
        )
        #expect(run.isFail, "\(run)")
        #expect(
            run.findings == [
                ResultDocument.Finding(
                    kind: "missing", path: "\(stage.root)/node_2/process_0", offset: 0, length: 20_000,
                    node: "2", process: 0, file: 0),
                ResultDocument.Finding(
                    kind: "stale", path: "\(stage.root)/node_2/process_1", offset: 0, length: 20_000,
                    node: "2", process: 1, file: 0,
                    found: .init(Self.identity(2, 1, version: 1), offset: 0)),
            ])
    }

    @Test(
        "--read-from all reads every file of every node once an iteration over all nodes",
        arguments: ["", "--shuffle 5"])
    func all(shuffle: String) async throws {
        let serve = try FaultyServe("--fault late:seconds=0.001:operation=open-file")
        for node in 0...2 {
            let run = try await serve.run(
                "parallel-write --node \(node) --nprocess 2 --files 3 --size 5000 --run 77")
            #expect(run.isPass, "\(run)")
        }
        var expected: [String: Int] = [:]
        for iterations in 1...2 {
            for node in 0...2 {
                let run = try await serve.run(
                    "parallel-read --src /alluxio-py-test --node \(node) --nodes 3 --read-from all \(shuffle) --nprocess 2 --files 3 --iteration \(iterations) --dst copies-\(node)"
                )
                #expect(run.isPass, "\(run)")
                #expect(run.result?.totals.checkedFiles == 6 * iterations)
                // Copies have the names of the reader's own files.
                for process in 0...1 {
                    #expect(
                        try serve.folder.names(in: "copies-\(node)/process_\(process)")
                            == ["file_0", "file_1", "file_2"])
                }
            }
            for node in 0...2 {
                for (process, file) in [(0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (1, 2)] {
                    expected[
                        "/alluxio-py-test/node_\(node)/process_\(process)/file_\(file)", default: 0] +=
                        iterations
                }
            }
            let opened = try Dictionary(grouping: serve.strikes, by: \.path).mapValues(\.count)
            #expect(opened == expected)
        }
    }

    @Test("--read-from all goes on for a --duration, with all nodes' lengths known")
    func duration() async throws {
        let stage = try Stage(.embedded)
        for node in 0...1 {
            #expect(try await stage.generate("--node \(node) --nprocess 2 --size 5000").isPass)
        }
        let run = try await stage.run(
            "parallel-read --src \(stage.root) --node 0 --nodes 2 --read-from all --nprocess 2 --duration 300ms"
        )
        #expect(run.isPass, "\(run)")
        #expect(run.result?.runs.first?.files == run.result?.totals.files)
        #expect(run.result?.totals.files ?? 0 > 4)
    }

    @Test("--shuffle gives an order that its seed gives again, and another seed doesn't")
    func shuffle() async throws {
        let serve = try FaultyServe("--fault late:seconds=0.001:operation=open-file")
        let write = try await serve.run("parallel-write --node 1 --files 24 --size 100 --run 77")
        #expect(write.isPass, "\(write)")
        var orders: [[String]] = []
        for option in ["", "--shuffle 1", "--shuffle 1", "--shuffle 2"] {
            let before = try serve.strikes.count
            let run = try await serve.run(
                "parallel-read --src /alluxio-py-test --node 1 --files 24 --iteration 2 \(option)")
            #expect(run.isPass, "\(run)")
            orders.append(try serve.strikes.dropFirst(before).map(\.path))
        }
        let sorted = (0..<24).map { "/alluxio-py-test/node_1/process_0/file_\($0)" }
        #expect(orders[0] == sorted + sorted)
        #expect(orders[1] == orders[2] && orders[1] != orders[3] && orders[1] != orders[0])
        for order in orders {
            #expect(Set(order.prefix(24)) == Set(sorted) && Set(order.suffix(24)) == Set(sorted))
        }
        #expect(orders[1].prefix(24) != orders[1].suffix(24))
    }

    @Test(
        "is refused where it can't be",
        arguments: [
            (
                "parallel-read --src /a --read-from next",
                "--read-from: is of the files of nodes: give --node, too"
            ),
            (
                "parallel-read --src /a --shuffle 1",
                "--shuffle: is of the files of nodes: give --node, too"
            ),
            (
                "parallel-read --src /a --node 1 --read-from next",
                "--read-from: 'next' needs to know which nodes there are: give --nodes"
            ),
            (
                "parallel-read --src /a --node 1 --read-from all",
                "--read-from: 'all' needs to know which nodes there are: give --nodes"
            ),
            (
                "parallel-read --src /a --node 1 --read-from both",
                "--read-from: 'both' is none of own, next, all"
            ),
            (
                "parallel-read --src /a --node 1 --shuffle 1",
                "--shuffle: of one file a process there is no order: give --files, or --read-from all"
            ),
            ("parallel-read --src /a --node 1 --files 2 --shuffle x", "--shuffle: 'x' is not a whole number"),
        ])
    func refused(line: String, message: String) async throws {
        try await Refusal().expect(line, says: [message])
    }
}
