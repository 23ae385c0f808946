/// What each process did.
enum ProcessTable {
    private static let columns = [
        Table.Column(title: "process"), Table.Column(title: "files"), Table.Column(title: "bytes"),
        Table.Column(title: "errors"), Table.Column(title: "findings"), Table.Column(title: "MB/s", rank: 2),
        Table.Column(title: "p50", rank: 4, leastWidth: 100), Table.Column(title: "p99", rank: 1),
        Table.Column(title: "max", rank: 3),
    ]

    /// - Parameter width: columns of the terminal.
    static func lines(_ processes: [ResultDocument.Process], width: Int) -> [StyledText] {
        var table = Table(columns)
        for process in processes {
            let counts = [process.name, Numbers.whole(process.files), Numbers.whole(process.bytes)]
            let rate = process.bytesPerSecond.map { Numbers.fixed($0 / 1e6, 1) } ?? "-"
            let times = [process.latency?.p50, process.latency?.p99, process.latency?.max]
            table.add(
                counts.map { StyledText($0) }
                    + [.errors(process.errorCount), .errors(process.findingCount), StyledText(rate)]
                    + times.map { StyledText($0.map(Numbers.shortTime) ?? "-") })
        }
        return table.lines(within: width)
    }
}
