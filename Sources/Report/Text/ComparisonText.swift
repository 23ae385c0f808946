/// A comparison as text for a terminal.
public struct ComparisonText {
    private let comparison: Comparison
    private let width: Int

    /// - Parameter width: of the terminal, in columns, which tables keep to.
    public init(_ comparison: Comparison, width: Int = 80) {
        self.comparison = comparison
        self.width = width
    }

    public var lines: [StyledText] {
        let empty = StyledText("")
        var lines = sides + [empty] + figures
        if !comparison.errors.isEmpty { lines += [empty] + errors }
        if !comparison.differences.isEmpty { lines += [empty] + differences }
        return lines
    }

    private var sides: [StyledText] {
        zip(["A", "B"], zip([comparison.a, comparison.b], comparison.results)).flatMap { letter, side in
            [
                StyledText("\(letter)  \(side.0.file)"),
                StyledText("   ") + TextReport(side.1).verdict,
            ]
        }
    }

    private var figures: [StyledText] {
        var table = Table(
            ["operation", "figure", "A", "B", "change"].map { Table.Column(title: $0) }
                + [Table.Column(title: "spread", rank: 1), Table.Column(title: "beyond")])
        var operation: String? = ""
        for row in comparison.figures {
            let name = row.operation ?? "whole run"
            let words =
                [name == operation ? "" : name, Self.figure(row.figure)]
                + [row.a, row.b].map { Self.text($0, row.unit) } + [Self.percent(row.change, signed: true)]
            table.add(words.map { StyledText($0) } + Self.spread(row))
            operation = name
        }
        return table.lines(within: width)
    }

    /// What a table calls a figure, of which the columns say the unit.
    private static func figure(_ name: String) -> String {
        switch name {
        case "filesPerSecond": "files/s"
        case "bytesPerSecond": "MB/s"
        case "perSecond": "per second"
        case "errorCount": "errors"
        case "findingCount": "findings"
        case "clientCPUSeconds": "CPU"
        case "peakResidentBytes": "memory"
        default: name
        }
    }

    private static func text(_ value: Double?, _ unit: String) -> String {
        guard let value else { return "-" }
        return switch Figure.Unit(rawValue: unit) {
        case .seconds: Numbers.time(value)
        case .bytesPerSecond: Numbers.fixed(value / 1e6, 1)
        case .bytes: Numbers.fixed(value / 1e6, 1) + " MB"
        case .perSecond: Numbers.fixed(value, 1)
        default: Numbers.fixed(value, 0)
        }
    }

    private static func percent(_ part: Double?, signed: Bool) -> String {
        guard let part else { return "-" }
        return (signed && part > 0 ? "+" : "") + Numbers.fixed(part * 100, 1) + " %"
    }

    /// The spread between intervals, and whether the change is larger; of a figure that no interval has neither.
    private static func spread(_ row: Comparison.Row) -> [StyledText] {
        guard row.isOfTime else { return ["", ""].map { StyledText($0) } }
        guard let isBeyond = row.isBeyondSpread else { return ["-", "unknown"].map { StyledText($0) } }
        return [
            StyledText(percent(row.spread, signed: false)),
            isBeyond ? StyledText("yes", .notable) : StyledText("no"),
        ]
    }

    private var errors: [StyledText] {
        var table = Table(["errors", "A", "B"].map { Table.Column(title: $0) })
        for errors in comparison.errors {
            table.add([errors.error, Numbers.whole(errors.a), Numbers.whole(errors.b)])
        }
        return table.lines(within: width)
    }

    private var differences: [StyledText] {
        var table = Table(["differs", "A", "B"].map { Table.Column(title: $0) })
        for difference in comparison.differences {
            table.add([difference.name] + [difference.a, difference.b].map(Self.inOneLine))
        }
        return table.lines(within: width)
    }

    private static func inOneLine(_ text: String?) -> String {
        text?.split(separator: "\n").joined(separator: ", ") ?? "-"
    }
}

extension Comparison.Row {
    /// Whether intervals could have such a figure, which a count over the whole run is not.
    fileprivate var isOfTime: Bool {
        guard let unit = Figure.Unit(rawValue: unit) else { return false }
        return switch unit {
        case .perSecond, .bytesPerSecond: true
        case .seconds: operation != nil
        default: false
        }
    }
}
