/// What is not as it should be, where it lies, and how to see it again.
struct FindingSection {
    private static let most = 200
    private static let longestShellLine = 1_000

    private let result: ResultDocument
    private let shown: ArraySlice<ResultDocument.Finding>

    init(_ result: ResultDocument) {
        self.result = result
        shown = result.findings.prefix(Self.most)
    }

    /// Nil where there are none.
    var markup: Markup? {
        guard result.totals.findingCount > 0 || !shown.isEmpty else { return nil }
        let map = FindingMap(shown)
        let moreFiles = map.flatMap { Section.more($0.fileCount - FindingMap.most, "file") }
        return Section.markup("findings", "Findings", "\(map?.markup)\(moreFiles)\(table.markup)\(more)")
    }

    private var table: HTMLTable {
        var table = HTMLTable(
            "Findings",
            [.words("file"), .words("kind"), .sentences("what it is"), .number("met"), .words("see it")])
        for finding in shown {
            let copy: Markup? = finding.isLocalCopy ? " <span class=\"tag\">local copy</span>" : nil
            table.add([
                "\(Section.path(finding.path))\(copy)",
                "<span class=\"kind\"><i class=\"k\(FindingGroup(finding.kind).color)\"></i>\(finding.kind.rawValue)</span>",
                "\(FindingText.what(finding))",
                finding.times == 1 ? "once" : "\(Numbers.whole(finding.times)) times", "\(shell(finding))",
            ])
        }
        return table
    }

    private var more: Markup? { Section.more(result.findingsBeyond(shown), "finding") }

    private func shell(_ finding: ResultDocument.Finding) -> Markup? {
        guard let line = FindingShell.line(finding, of: result), line.utf8.count <= Self.longestShellLine
        else { return nil }
        let escaped: Markup = "\(line)"
        guard escaped.text.utf8.count <= Self.longestShellLine else { return nil }
        return "<details><summary>its bytes</summary><code class=\"shell\">\(escaped)</code></details>"
    }
}
