import Testing

@testable import StressTest

@Suite("The nodes of a run")
struct NodesOfRunTests {
    @Test(
        "are named in few words",
        arguments: [
            ("3", "node 3"), ("0 1", "nodes 0, 1"), ("0 2 5", "nodes 0, 2, 5"), ("0 1 2", "nodes 0 to 2"),
            ("1 2 4 5 6 9", "nodes 1, 2, 4 to 6, 9"), ("2 1 0", "nodes 2, 1, 0"),
            ("07 08 09", "nodes 07, 08, 09"),
            ("a b", "nodes a, b"), ("0 2 4 6 7 8", "nodes 0, 2, 4 and 3 more"),
        ])
    func named(names: String, words: String) {
        let names = names.split(separator: " ").map { "node \($0)" }
        #expect(NamedNodes(names, most: words.hasSuffix("more") ? 3 : 10).description == words)
        #expect(NamedNodes(names.map { $0.replacing("node", with: "rank") }, most: 99).count == names.count)
    }

    @Test("are told apart by what they are called")
    func ranks() {
        #expect(NamedNodes(["node 3", "rank 4", "node 7"]).description == "nodes 3, 7, rank 4")
    }

    @Test(
        "that are not ready are told with each reason once",
        arguments: [
            (["", "full", ""], "node 1: full"),
            (["full", "full", "full"], "nodes 0 to 2: full"),
            (
                ["no connection after 0 ms: gone", "no connection after 12 ms: gone"],
                "nodes 0, 1: no connection after 0 ms: gone"
            ),
            (["full", "gone", "full", "", "gone"], "nodes 0, 2: full; nodes 1, 4: gone"),
            (["", nil, "full"], "node 1 was lost before it was ready; node 2: full"),
            ([nil, nil], "nodes 0, 1 were lost before they were ready"),
            (["", ""], ""),
        ] as [([String?], String)])
    func whyNot(reasons: [String?], words: String) {
        let names = reasons.indices.map { "node \($0)" }
        #expect(NodesOfRun.whyNot(names, reasons) == words)
    }

    @Test("that are not ready for more than ten reasons are told with ten, and how many more there are")
    func manyReasons() {
        let words = NodesOfRun.whyNot((0..<16).map { "node \($0)" }, (0..<16).map { "file \($0)" })
        let told = (0..<10).map { "node \($0): file \($0)" } + ["and 6 more"]
        #expect(words == told.joined(separator: "; "))
    }

    @Test("say of another why it was missed, and what they met besides", arguments: MissedNode.allCases)
    func missed(why: MissedNode) throws {
        let told = why.told(of: "node a.b-3")
        for besides in [nil, "1 error, 2 findings"] {
            let reason = [told, besides].compactMap { $0 }.joined(separator: ", ")
            let read = try #require(MissedNode.read(reason))
            #expect(read.name == "node a.b-3" && read.why == why && read.besides == besides)
        }
        for other in ["", "1 error", "node 3", "1 error, " + told, told + ": more"] {
            #expect(MissedNode.read(other) == nil)
        }
    }
}
