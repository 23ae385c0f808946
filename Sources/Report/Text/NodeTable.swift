/// The nodes whose results were added up, a row each.
enum NodeTable {
    private static let columns = [
        Table.Column(title: "node"), Table.Column(title: "host", rank: 2), Table.Column(title: "verdict"),
        Table.Column(title: "files"), Table.Column(title: "seconds", rank: 1), Table.Column(title: "MB/s"),
        Table.Column(title: "errors"), Table.Column(title: "findings"), Table.Column(title: "CPU", rank: 3),
    ]

    static func lines(_ nodes: [ResultDocument.Node], width: Int) -> [StyledText] {
        var table = Table(columns)
        for node in nodes {
            table.add([
                node.node ?? "-", node.host, node.verdict.rawValue, Numbers.whole(node.files),
                Numbers.fixed(node.seconds, 3), node.bytesPerSecond.map { Numbers.fixed($0 / 1e6, 1) } ?? "-",
                Numbers.whole(node.errorCount), Numbers.whole(node.findingCount),
                Numbers.time(node.clientCPUSeconds),
            ])
        }
        return table.lines(within: width)
    }
}
