import StressTest
import TestSupport
import Testing

@Suite("Whose files a node reads")
struct NodeSpreadTests {
    /// Some nodes, each with so many processes and files of a process.
    private struct Cluster: CustomStringConvertible {
        let names: [NodeName]
        let size: NodeSpread.Size

        init(nodes: Int, processes: Int, files: Int) {
            names = (0..<nodes).compactMap { NodeName("rack-\($0)") }
            size = NodeSpread.Size(processes: processes, filesOfAProcess: files)
        }

        init(_ random: inout SeededGenerator) {
            self.init(
                nodes: .random(in: 1...9, using: &random), processes: .random(in: 1...7, using: &random),
                files: .random(in: 1...6, using: &random))
        }

        var description: String {
            "\(names.count) nodes, \(size.processes) processes, \(size.filesOfAProcess) files"
        }

        func peers(of node: Int) -> Peers? { Peers(names: names, own: node) }

        /// What a process of a node reads in an iteration, in order.
        func reads(_ spread: NodeSpread, node: Int, process: Int, iteration: Int) -> [NodeFile] {
            (0..<size.filesOfAProcess).map { index in
                let place = spread.place(
                    index, ofProcess: process, on: names[node], size, in: iteration)
                return spread.file(at: place, on: names[node], size, in: iteration)
            }
        }

        /// What a node reads in an iteration.
        func reads(_ spread: NodeSpread, node: Int, iteration: Int) -> [NodeFile] {
            (0..<size.processes).flatMap {
                reads(spread, node: node, process: $0, iteration: iteration)
            }
        }

        var all: Set<NodeFile> {
            Set(
                names.flatMap { node in
                    (0..<size.processes).flatMap { process in
                        (0..<size.filesOfAProcess).map {
                            NodeFile(node: node, number: FileNumber(process: process, file: $0))
                        }
                    }
                })
        }
    }

    @Test("of all, each file of each node is read once an iteration over all nodes, shuffled or not")
    func all() throws {
        var random = SeededGenerator()
        for _ in 0..<200 {
            let cluster = Cluster(&random)
            let seed: UInt64? = Bool.random(using: &random) ? random.next() : nil
            for iteration in 1...4 {
                let read = try cluster.names.indices.flatMap { node in
                    let spread = NodeSpread(.all(try #require(cluster.peers(of: node))), seed: seed)
                    return cluster.reads(spread, node: node, iteration: iteration)
                }
                #expect(
                    read.count == cluster.all.count && Set(read) == cluster.all,
                    "\(cluster), seed \(seed.map { "\($0)" } ?? "none"), by \(random.seed)")
            }
        }
    }

    @Test("of all, a node reads as many files of each node, and each place meets each node in turn")
    func spread() throws {
        var random = SeededGenerator()
        for _ in 0..<100 {
            let cluster = Cluster(&random)
            let node = Int.random(in: cluster.names.indices, using: &random)
            let spread = NodeSpread(.all(try #require(cluster.peers(of: node))))
            let iterations = (1...cluster.names.count).map {
                cluster.reads(spread, node: node, iteration: $0)
            }
            for read in iterations {
                let ofNodes = cluster.names.map { name in read.count { $0.node == name } }
                #expect(
                    (ofNodes.max() ?? 0) - (ofNodes.min() ?? 0) <= 1, "\(cluster), by \(random.seed)")
            }
            for place in iterations[0].indices {
                #expect(
                    Set(iterations.map { $0[place].node }) == Set(cluster.names),
                    "\(cluster), by \(random.seed)")
                #expect(Set(iterations.map { $0[place].number }).count == 1)
            }
        }
    }

    @Test("of the next node are all of it, and after the last comes the first")
    func next() throws {
        let cluster = Cluster(nodes: 3, processes: 2, files: 2)
        for (node, next) in [(0, 1), (1, 2), (2, 0)] {
            let spread = NodeSpread(.next(try #require(cluster.peers(of: node))))
            let read = cluster.reads(spread, node: node, iteration: 5)
            #expect(read.allSatisfy { $0.node == cluster.names[next] })
            #expect(
                read.map(\.number)
                    == [(0, 0), (0, 1), (1, 0), (1, 1)].map {
                        FileNumber(process: $0, file: $1)
                    })
        }
    }

    @Test("is another order of each process's files by seed, node, process and iteration, and the same again")
    func shuffled() throws {
        let cluster = Cluster(nodes: 2, processes: 2, files: 40)
        func order(_ seed: UInt64, _ node: Int = 0, _ process: Int = 0, _ iteration: Int = 1) -> [NodeFile] {
            cluster.reads(
                NodeSpread(.own, seed: seed), node: node, process: process, iteration: iteration)
        }
        let plain = cluster.reads(NodeSpread(.own), node: 0, process: 0, iteration: 1)
        let orders = [
            order(1), order(2), order(1, 1), order(1, 0, 1), order(1, 0, 0, 2),
        ]
        #expect(Set(orders.map { $0.map(\.number.file) } + [plain.map(\.number.file)]).count == 6)
        for order in orders { #expect(order.map(\.number.file).sorted() == Array(0..<40)) }
        #expect(Set(order(1)) == Set(plain))
        #expect(order(1) == orders[0])
    }

    @Test("with a seed, of all, is drawn anew in each iteration, and the same again on each node")
    func shuffledOfAll() throws {
        let cluster = Cluster(nodes: 3, processes: 4, files: 5)
        let spread = NodeSpread(.all(try #require(cluster.peers(of: 1))), seed: 7)
        let first = cluster.reads(spread, node: 1, iteration: 1)
        #expect(first == cluster.reads(spread, node: 1, iteration: 1))
        #expect(first != cluster.reads(spread, node: 1, iteration: 2))
        #expect(Set(first.map(\.node)) == Set(cluster.names))
        let other = NodeSpread(.all(try #require(cluster.peers(of: 1))), seed: 8)
        #expect(first != cluster.reads(other, node: 1, iteration: 1))
    }
}
