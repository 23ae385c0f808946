/// HTML or SVG as text: a literal stands as it is written, and what is put into one is escaped unless it is markup itself.
struct Markup: Sendable, Equatable, ExpressibleByStringInterpolation {
    private(set) var text: String

    init(stringLiteral text: String) { self.text = text }

    init(stringInterpolation parts: StringInterpolation) { text = parts.text }

    var isEmpty: Bool { text.isEmpty }

    static func + (first: Markup, second: Markup) -> Markup {
        var sum = first
        sum += second
        return sum
    }

    static func += (sum: inout Markup, next: Markup) { sum.text += next.text }

    struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var text = ""

        init(literalCapacity: Int, interpolationCount: Int) {
            text.reserveCapacity(literalCapacity + 16 * interpolationCount)
        }

        mutating func appendLiteral(_ literal: String) { text += literal }

        mutating func appendInterpolation(_ words: String) { Escaping.append(words, to: &text) }

        mutating func appendInterpolation(_ markup: Markup) { text += markup.text }

        /// Nothing of nil.
        mutating func appendInterpolation(_ markup: Markup?) { text += markup?.text ?? "" }

        mutating func appendInterpolation(_ parts: some Sequence<Markup>) {
            for part in parts { text += part.text }
        }

        mutating func appendInterpolation(_ number: Int) { text += String(number) }

        /// A coordinate, to a hundredth; 0 of what is no number.
        mutating func appendInterpolation(_ coordinate: Double) {
            text += Coordinate.text(coordinate)
        }
    }
}

/// A place in a drawing, as SVG has it.
private enum Coordinate {
    /// No drawing reaches so far.
    private static let greatest = 1e7

    static func text(_ coordinate: Double) -> String {
        guard coordinate.isFinite else { return "0" }
        let hundredths = Int((max(-greatest, min(greatest, coordinate)) * 100).rounded())
        let (whole, rest) = (abs(hundredths) / 100, abs(hundredths) % 100)
        let sign = hundredths < 0 ? "-" : ""
        if rest == 0 { return "\(sign)\(whole)" }
        if rest % 10 == 0 { return "\(sign)\(whole).\(rest / 10)" }
        return "\(sign)\(whole).\(rest < 10 ? "0" : "")\(rest)"
    }
}
