/// A table that scrolls in a box of its own, so that the page never does sideways.
struct HTMLTable {
    /// What a column holds, which says to which side it stands.
    enum Column {
        case words(String)
        /// Whole sentences, which need some room.
        case sentences(String)
        case number(String)

        fileprivate var heading: Markup {
            switch self {
            case .words(let heading), .sentences(let heading): "<th scope=\"col\">\(heading)</th>"
            case .number(let heading): "<th scope=\"col\" class=\"n\">\(heading)</th>"
            }
        }

        fileprivate func cell(_ content: Markup, isFirst: Bool) -> Markup {
            let tag: Markup = isFirst ? "th scope=\"row\"" : "td"
            let end: Markup = isFirst ? "th" : "td"
            return switch self {
            case .words: "<\(tag)>\(content)</\(end)>"
            case .sentences: "<\(tag) class=\"said\">\(content)</\(end)>"
            case .number: "<\(tag) class=\"n\">\(content)</\(end)>"
            }
        }
    }

    private let label: String
    private let columns: [Column]
    private var rows: [Markup] = []

    /// - Parameter label: what the table is of, for who hears it.
    init(_ label: String, _ columns: [Column]) {
        self.label = label
        self.columns = columns
    }

    /// A cell for each column, the first of which names the row.
    mutating func add(_ cells: [Markup]) {
        let row = zip(columns, cells).enumerated().map { index, cell in
            cell.0.cell(cell.1, isFirst: index == 0)
        }
        rows.append("<tr>\(row)</tr>\n")
    }

    var markup: Markup {
        """
        <div class="scroll" role="region" aria-label="\(label)" tabindex="0"><table>
        <thead><tr>\(columns.map(\.heading))</tr></thead>
        <tbody>
        \(rows)</tbody></table></div>

        """
    }

    /// The table behind a line that opens it.
    func behind(_ summary: String) -> Markup {
        "<details><summary>\(summary)</summary>\(markup)</details>\n"
    }
}
