/// A line of a report, of which parts stand out where the terminal can show that.
public struct StyledText: Sendable, Equatable, CustomStringConvertible {
    public enum Style: Sendable, Equatable {
        case plain
        /// Of what names other things, such as a table's header.
        case dim
        case good
        case bad
        /// Of what is to be looked at, and is no failure by itself.
        case notable

        /// The parameters of the terminal's "select graphic rendition" (ECMA-48, 8.3.117); nil of none.
        fileprivate var rendition: String? {
            switch self {
            case .plain: nil
            case .dim: "2"
            case .good: "1;32"
            case .bad: "1;31"
            case .notable: "33"
            }
        }
    }

    struct Part: Sendable, Equatable {
        var text: String
        var style: Style
    }

    private(set) var parts: [Part]

    public init(_ text: String, _ style: Style = .plain) { parts = [Part(text: text, style: style)] }

    /// How many errors or findings there were, which stands out where there were any.
    static func errors(_ count: Int) -> StyledText {
        StyledText(Numbers.whole(count), count > 0 ? .bad : .plain)
    }

    public static func + (one: StyledText, other: StyledText) -> StyledText {
        var sum = one
        for part in other.parts where !part.text.isEmpty {
            if let last = sum.parts.last, last.style == part.style {
                sum.parts[sum.parts.count - 1].text += part.text
            } else {
                sum.parts.append(part)
            }
        }
        return sum
    }

    /// The text alone.
    public var description: String { parts.map(\.text).joined() }

    /// How many columns it takes on a terminal.
    var columns: Int { parts.reduce(0) { $0 + Columns.count($1.text) } }

    /// As a terminal takes it that shows colours.
    ///
    /// - Parameter change: what is done to the text, but not to what the styles add to it.
    public func coloured(_ change: (String) -> String = { $0 }) -> String {
        parts.map { part in
            let text = change(part.text)
            guard let rendition = part.style.rendition, !text.isEmpty else { return text }
            return "\u{1b}[\(rendition)m\(text)\u{1b}[0m"
        }.joined()
    }
}
