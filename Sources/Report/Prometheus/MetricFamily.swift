/// Metrics of one name, as Prometheus reads them: text format 0.0.4
/// (https://prometheus.io/docs/instrumenting/exposition_formats/).
struct MetricFamily {
    enum Kind: String {
        case counter, gauge, histogram
    }

    private(set) var text: String
    private let name: String

    init(_ name: String, _ kind: Kind, help: String) {
        self.name = name
        text = "# HELP \(name) \(help)\n# TYPE \(name) \(kind.rawValue)\n"
    }

    /// A value under labels, in their order.
    mutating func add(_ value: Double, _ labels: [(name: String, value: String)] = []) {
        add("", Self.text(value), labels)
    }

    mutating func add(_ value: some BinaryInteger, _ labels: [(name: String, value: String)] = []) {
        add("", "\(value)", labels)
    }

    /// A histogram under labels: of each bound, in seconds, how many did not exceed it.
    mutating func add(
        _ counts: [(bound: Double, count: Int64)], count: Int64, sum: Double,
        _ labels: [(name: String, value: String)]
    ) {
        for (bound, count) in counts { add("_bucket", "\(count)", labels + [("le", Self.text(bound))]) }
        add("_bucket", "\(count)", labels + [("le", "+Inf")])
        add("_sum", Self.text(sum), labels)
        add("_count", "\(count)", labels)
    }

    private mutating func add(_ suffix: String, _ value: String, _ labels: [(name: String, value: String)]) {
        let inner = labels.map { "\($0.name)=\"\(Self.escaped($0.value))\"" }.joined(separator: ",")
        text += name + suffix + (inner.isEmpty ? "" : "{\(inner)}") + " \(value)\n"
    }

    private static func text(_ value: Double) -> String {
        value == value.rounded() && abs(value) < 1e15 ? "\(Int64(value))" : "\(value)"
    }

    private static func escaped(_ value: String) -> String {
        value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
    }
}
