/// What a terminal shows of what a program wrote to it.
public struct TerminalScreen {
    public static let eraseLine = "\r\u{1b}[K"

    private let columns: Int
    private var cells: [[Character]] = [[]]
    private var column = 0
    /// What it does not know.
    public private(set) var unknown: [String] = []

    public init(columns: Int, showing output: String) {
        self.columns = columns
        var rest = Substring(output)
        while let character = rest.popFirst() {
            switch character {
            case "\r\n": feed()
            case "\n": cells.append(Array(repeating: " ", count: column))
            case "\r": column = 0
            case "\u{1b}":
                let sequence = rest.prefix { !$0.isLetter }
                let last = rest.dropFirst(sequence.count).first
                rest = rest.dropFirst(sequence.count + 1)
                steer("\(sequence)\(last.map(String.init) ?? "")")
            default: put(character)
            }
        }
    }

    /// Its rows from the first that was ever written, without the spaces at their ends.
    public var rows: [String] { cells.map(Self.trimmed) }

    /// Text without what colours it.
    public static func plain(_ text: String) -> String {
        text.replacing(/\u{1b}\[[0-9;]*m/, with: "")
    }

    /// The rows that lines take which are wrapped at the terminal's edge.
    public static func rows(of lines: [String], columns: Int) -> [String] {
        var rows: [String] = []
        for line in lines {
            var rest = Substring(line)
            repeat {
                rows.append(trimmed(rest.prefix(columns)))
                rest = rest.dropFirst(columns)
            } while !rest.isEmpty
        }
        return rows
    }

    /// Without the spaces at its end.
    private static func trimmed(_ row: some BidirectionalCollection<Character>) -> String {
        String(
            row.prefix(
                (row.lastIndex { $0 != " " }.map { row.distance(from: row.startIndex, to: $0) } ?? -1) + 1))
    }

    private mutating func feed() {
        cells.append([])
        column = 0
    }

    private mutating func put(_ character: Character) {
        if column == columns { feed() }
        let row = cells.count - 1
        while cells[row].count <= column { cells[row].append(" ") }
        cells[row][column] = character
        column += 1
    }

    private mutating func steer(_ sequence: String) {
        switch sequence.last {
        case "K" where sequence == "[K":
            cells[cells.count - 1].removeSubrange(min(column, cells[cells.count - 1].count)...)
        case "m": break
        default: unknown.append(sequence)
        }
    }
}
