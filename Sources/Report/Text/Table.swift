/// Columns aligned for people: the first to the left, the others to the right.
struct Table {
    struct Column {
        var title: String
        /// Columns above 0 go where there is no room for all, the highest first.
        var rank = 0
        /// Of the narrowest terminal that has it.
        var leastWidth = 0
    }

    private static let gap = "  "

    private let columns: [Column]
    private var rows: [[StyledText]] = []

    init(_ columns: [Column]) { self.columns = columns }

    /// Adds a row, a cell for each column.
    mutating func add(_ row: [StyledText]) { rows.append(row) }

    mutating func add(_ row: [String]) { add(row.map { StyledText($0) }) }

    /// The header and the rows, no wider than so many columns of a terminal where that can be.
    func lines(within width: Int) -> [StyledText] {
        let all = [columns.map { StyledText($0.title, .dim) }] + rows
        let widths = columns.indices.map { column in all.map { $0[column].columns }.max() ?? 0 }
        var shown = columns.indices.filter { columns[$0].leastWidth <= width }
        while total(widths, shown) > width, let last = shown.max(by: { columns[$0].rank < columns[$1].rank }),
            columns[last].rank > 0
        {
            shown.removeAll { $0 == last }
        }
        return all.map { line($0, shown, widths) }
    }

    private func total(_ widths: [Int], _ shown: [Int]) -> Int {
        shown.reduce(0) { $0 + widths[$1] } + Self.gap.count * max(0, shown.count - 1)
    }

    private func line(_ cells: [StyledText], _ shown: [Int], _ widths: [Int]) -> StyledText {
        shown.enumerated().reduce(StyledText("")) { line, place in
            let (cell, isFirst) = (cells[place.element], place.offset == 0)
            let space = StyledText(String(repeating: " ", count: widths[place.element] - cell.columns))
            return isFirst ? cell + space : line + StyledText(Self.gap) + space + cell
        }
    }
}
