import StressTest

extension ResultDocument.Totals {
    /// None where there was no span.
    var filesPerSecond: Double? { seconds > 0 ? Double(files) / seconds : nil }
}

extension ResultDocument {
    /// How often a finding was met besides those that are shown.
    func findingsBeyond(_ shown: some Sequence<Finding>) -> Int {
        shown.reduce(totals.findingCount) { max(0, $0 - $1.times) }
    }
}

extension ResultDocument.Pace {
    /// Whether the rate was held, but for one file of a hundred.
    var isHeld: Bool {
        Double(behind) <= 0.01 * Double(begun) && Double(begun) >= 0.99 * Double(due)
    }
}

extension ResultDocument.Failure {
    /// What kind of error it is of: `timeout of read`.
    var name: String { operation.isEmpty ? kind : "\(kind) of \(operation)" }
}

extension ResultDocument.Process {
    /// Its number, in the sum of several results with its node: `1/3`.
    var name: String { node.map { "\($0)/\(process)" } ?? "\(process)" }
}

extension ResultDocument.ProcessRate {
    /// `process_3`, in the sum of several results with its node.
    var name: String { "process_\(process)" + (node.map { " of node \($0)" } ?? "") }
}

extension FigureUnit {
    var ofFigure: Figure.Unit {
        switch self {
        case .seconds: .seconds
        case .bytes: .bytes
        case .bytesPerSecond: .bytesPerSecond
        case .count: .none
        }
    }
}
