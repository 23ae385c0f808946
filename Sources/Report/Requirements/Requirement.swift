/// What a run must come up to beyond being right: `read-file.p99 < 50ms`, `bytesPerSecond > 500MB`.
public struct Requirement: Sendable, Equatable {
    public enum Relation: String, Sendable, CaseIterable {
        case atMost = "<="
        case atLeast = ">="
        case equal = "=="
        case unequal = "!="
        case below = "<"
        case above = ">"

        func holds(_ value: Double, _ bound: Double) -> Bool {
            switch self {
            case .atMost: value <= bound
            case .atLeast: value >= bound
            case .equal: value == bound
            case .unequal: value != bound
            case .below: value < bound
            case .above: value > bound
            }
        }
    }

    /// What a text that is no requirement has wrong.
    public struct Flaw: Error, CustomStringConvertible, Equatable {
        public let description: String
    }

    public let text: String
    public let figure: RequiredFigure
    public let relation: Relation
    /// In seconds, bytes, bytes a second, or a number of things.
    public let bound: Double

    public init(_ text: String) throws(Flaw) {
        let relations = Relation.allCases.compactMap { relation in
            text.firstRange(of: relation.rawValue).map { ($0, relation) }
        }
        guard let (range, relation) = relations.min(by: { $0.0.lowerBound < $1.0.lowerBound }) else {
            throw Flaw(
                description:
                    "'\(text)' compares nothing: it needs a <, <=, >, >=, == or !=, as in 'read-file.p99 < 50ms'"
            )
        }
        self.text = text
        self.relation = relation
        figure = try RequiredFigure(text[..<range.lowerBound].trimmed)
        bound = try figure.unit.value(of: text[range.upperBound...].trimmed, figure.name)
    }
}

extension Substring {
    fileprivate var trimmed: Substring {
        let rest = drop { $0 == " " }
        return rest.lastIndex { $0 != " " }.map { rest[...$0] } ?? ""
    }
}
