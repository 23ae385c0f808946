/// The figures of results as one table of comma-separated values (RFC 4180): a row a figure, in which every result has the
/// same columns, so that a spreadsheet or a data frame takes it as it is. Numbers stand in full.
public struct FigureTable {
    private static let header = ["file", "section", "name", "figure", "value", "unit"]

    private let results: [(file: String, result: ResultDocument)]

    /// - Parameter results: with the name of the file of each.
    public init(_ results: [(file: String, result: ResultDocument)]) { self.results = results }

    public var bytes: [UInt8] {
        var text = Self.row(Self.header)
        for (file, result) in results {
            for figure in ResultFigures(result).all {
                text += Self.row([
                    file, figure.section, figure.name, figure.figure, figure.value.text, figure.unit.rawValue,
                ])
            }
        }
        return Array(text.utf8)
    }

    private static func row(_ fields: [String]) -> String {
        fields.map(field).joined(separator: ",") + "\r\n"
    }

    private static func field(_ text: String) -> String {
        // A carriage return and a line feed are one character to Swift.
        guard text.utf8.contains(where: { [0x22, 0x2c, 0x0a, 0x0d].contains($0) }) else { return text }
        return "\"" + text.replacing("\"", with: "\"\"") + "\""
    }
}

extension Figure.Value {
    /// As a program reads it.
    fileprivate var text: String {
        switch self {
        case .whole(let number): "\(number)"
        case .number(let number): "\(number)"
        case .text(let text): text
        }
    }
}
