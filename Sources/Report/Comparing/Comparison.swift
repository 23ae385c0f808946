import FoundationEssentials

/// Two results side by side: each figure with its change, and whether that is more than what the runs' own intervals differ
/// by; what was asked of them otherwise, and what went wrong.
public struct Comparison: Encodable, Sendable {
    /// One of the two.
    public struct Side: Encodable, Sendable {
        let file: String
        let command: String
        let started: Double
        let verdict: String
        @OrNull var reason: String?
    }

    /// One figure of both.
    struct Row: Encodable, Sendable {
        /// Nil of the whole run.
        @OrNull var operation: String?
        let figure: String
        let unit: String
        @OrNull var a: Double?
        @OrNull var b: Double?
        /// Of `a` to `b`, as a part of `a`; none where there is no `a`, or it is zero.
        @OrNull var change: Double?
        /// What the change may be between intervals of runs that are alike; none where that is unknown.
        @OrNull var spread: Double?
        @OrNull var isBeyondSpread: Bool?
    }

    /// Something that is not the same.
    struct Difference: Encodable, Sendable {
        let name: String
        @OrNull var a: String?
        @OrNull var b: String?
    }

    /// Errors of one kind.
    struct ErrorCounts: Encodable, Sendable {
        let error: String
        let a: Int
        let b: Int
    }

    public let a: Side
    public let b: Side
    let figures: [Row]
    let differences: [Difference]
    let errors: [ErrorCounts]
    // For the text.
    let results: [ResultDocument]

    private enum CodingKeys: CodingKey { case a, b, figures, differences, errors }

    /// - Parameters: with the name of the file of each.
    public init(
        _ a: (file: String, result: ResultDocument), _ b: (file: String, result: ResultDocument)
    ) {
        self.a = Side(a.file, a.result)
        self.b = Side(b.file, b.result)
        results = [a.result, b.result]
        figures = ComparedFigures(a.result, b.result).rows
        differences = Differences(a.result, b.result).differences
        let (inA, inB) = (Self.errors(a.result), Self.errors(b.result))
        errors = Set(inA.keys).union(inB.keys).sorted().map {
            ErrorCounts(error: $0, a: inA[$0] ?? 0, b: inB[$0] ?? 0)
        }
    }

    private static func errors(_ result: ResultDocument) -> [String: Int] {
        Dictionary(result.errors.map { ($0.name, $0.count) }, uniquingKeysWith: +)
    }

    /// Comparisons of one result with each of several, as JSON that ends in a line feed.
    public static func encoded(_ comparisons: [Comparison]) throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        let document = ["comparisons": comparisons]
        return JSONLayout.withShortLines(Array(try encoder.encode(document))) + [UInt8(ascii: "\n")]
    }
}

extension Comparison.Side {
    fileprivate init(_ file: String, _ result: ResultDocument) {
        self.init(
            file: file, command: result.command, started: result.started, verdict: result.verdict.rawValue,
            reason: result.reason)
    }
}
