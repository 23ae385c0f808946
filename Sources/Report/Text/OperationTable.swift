/// How often each operation was done, and how long it took.
enum OperationTable {
    private static let columns = [
        Table.Column(title: "operation"), Table.Column(title: "count"), Table.Column(title: "errors"),
        Table.Column(title: "min", rank: 3, leastWidth: 100),
        Table.Column(title: "mean", rank: 4, leastWidth: 100), Table.Column(title: "p50"),
        Table.Column(title: "p90", rank: 2), Table.Column(title: "p99"),
        Table.Column(title: "p99.9", rank: 1), Table.Column(title: "max"),
    ]

    /// - Parameter width: columns of the terminal.
    static func lines(_ operations: [String: ResultDocument.Operation], width: Int) -> [StyledText] {
        var table = Table(columns)
        for (name, operation) in operations.sorted(by: { $0.key < $1.key }) {
            let counts = [
                StyledText(name), StyledText(Numbers.whole(operation.count)), .errors(operation.errors),
            ]
            table.add(counts + times(operation.latency).map { StyledText($0) })
            if let service = operation.service { table.add(["  service", "", ""] + times(service)) }
        }
        return table.lines(within: width)
    }

    private static func times(_ latency: ResultDocument.Latency?) -> [String] {
        [
            latency?.min, latency?.mean, latency?.p50, latency?.p90, latency?.p99, latency?.p999,
            latency?.max,
        ].map { $0.map(Numbers.shortTime) ?? "-" }
    }
}
