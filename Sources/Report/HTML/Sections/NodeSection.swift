/// The nodes whose results were added up.
struct NodeSection {
    private static let most = 256
    private let nodes: [ResultDocument.Node]

    init(_ result: ResultDocument) { nodes = result.nodes }

    /// Nil of a run's own result.
    var markup: Markup? {
        guard !nodes.isEmpty else { return nil }
        let more = Section.more(nodes.count - Self.most, "node")
        return Section.markup("nodes", "Nodes", "\(table)\(more)")
    }

    private var table: Markup {
        var table = HTMLTable(
            "Nodes",
            [.words("node"), .words("host"), .words("verdict")]
                + ["files", "bytes", "seconds", "MB/s", "errors", "findings"].map { .number($0) }
                + [.sentences("reason")])
        for node in nodes.prefix(Self.most) {
            table.add([
                "\(Escaping.clipped(node.node ?? "–", to: 100))", "\(Escaping.clipped(node.host, to: 100))",
                "\(node.verdict.rawValue)", "\(Numbers.whole(node.files))", "\(Numbers.whole(node.bytes))",
                "\(Numbers.fixed(node.seconds, 3))", "\(Quantity.rate(node.bytesPerSecond))",
                "\(Numbers.whole(node.errorCount))", "\(Numbers.whole(node.findingCount))",
                "\(Escaping.clipped(node.reason ?? "", to: 300))",
            ])
        }
        return table.markup
    }
}
