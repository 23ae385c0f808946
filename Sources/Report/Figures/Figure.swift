/// One number or word of a result, and what it is of.
struct Figure {
    enum Value: Equatable {
        case whole(Int64)
        case number(Double)
        case text(String)
    }

    enum Unit: String {
        case none = ""
        case seconds = "s"
        case bytes = "bytes"
        case bytesPerSecond = "bytes/s"
        case perSecond = "1/s"
        /// Seconds since 1970.
        case moment = "s since 1970"
    }

    /// Which part of a result it stands in, such as `totals` or `operations`.
    var section: String
    /// Which one of several there, such as an operation; empty where there is only one.
    var name: String
    /// As the result's JSON names it, such as `latency.p99`.
    var figure: String
    var value: Value
    var unit: Unit
}

/// Figures of one part of a result, as they are added.
struct FigureList {
    private(set) var figures: [Figure] = []
    private let section: String
    private let name: String

    init(_ section: String, _ name: String = "") {
        self.section = section
        self.name = name
    }

    mutating func add(_ figure: String, _ value: Int64?, _ unit: Figure.Unit = .none) {
        add(figure, value.map(Figure.Value.whole), unit)
    }

    mutating func add(_ figure: String, _ value: Int?, _ unit: Figure.Unit = .none) {
        add(figure, value.map(Int64.init), unit)
    }

    mutating func add(_ figure: String, _ value: Double?, _ unit: Figure.Unit) {
        add(figure, value.map(Figure.Value.number), unit)
    }

    mutating func add(_ figure: String, text: String?) {
        add(figure, text.map(Figure.Value.text), .none)
    }

    mutating func add(_ figure: String, _ latency: ResultDocument.Latency?) {
        guard let latency else { return }
        add("\(figure).min", latency.min, .seconds)
        add("\(figure).mean", latency.mean, .seconds)
        add("\(figure).p50", latency.p50, .seconds)
        add("\(figure).p90", latency.p90, .seconds)
        add("\(figure).p99", latency.p99, .seconds)
        add("\(figure).p999", latency.p999, .seconds)
        add("\(figure).max", latency.max, .seconds)
    }

    /// Of what there is none of there is no figure.
    private mutating func add(_ figure: String, _ value: Figure.Value?, _ unit: Figure.Unit) {
        guard let value else { return }
        figures.append(Figure(section: section, name: name, figure: figure, value: value, unit: unit))
    }
}
