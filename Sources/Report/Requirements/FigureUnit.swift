/// What a figure of a result counts.
public enum FigureUnit: String, Codable, Sendable {
    case seconds
    case bytes
    case bytesPerSecond
    case count

    /// The units that may follow a number, and how many of the figure's own they are. (Reports count by 1,000, where sizes
    /// that are asked for count by 1,024, as everywhere in Alluxio.)
    private var names: [(name: String, factor: Double)] {
        switch self {
        case .seconds: [("us", 1e-6), ("ms", 1e-3), ("s", 1), ("m", 60), ("h", 3600), ("", 1)]
        case .bytes: Self.sizes
        case .bytesPerSecond: Self.sizes.map { ($0.name + "/s", $0.factor) } + Self.sizes
        case .count: [("", 1)]
        }
    }

    private static let sizes: [(name: String, factor: Double)] = [
        ("KB", 1e3), ("MB", 1e6), ("GB", 1e9), ("TB", 1e12), ("B", 1), ("", 1),
    ]

    /// The number that a text stands for, with its unit.
    func value(of text: Substring, _ figure: String) throws(Requirement.Flaw) -> Double {
        let number = text.prefix { $0.isNumber || ".-+".contains($0) }
        let unit = text[number.endIndex...].drop { $0 == " " }
        guard let value = Double(number), let factor = names.first(where: { $0.name == unit })?.factor else {
            let units = names.map(\.name).filter { !$0.isEmpty }
            let known = units.isEmpty ? "a number" : "a number with one of \(units.joined(separator: " "))"
            throw Requirement.Flaw(description: "'\(text)' is not what \(figure) is compared with: \(known)")
        }
        return value * factor
    }
}
