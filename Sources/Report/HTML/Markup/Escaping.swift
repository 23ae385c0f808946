/// Text of others within markup: names and messages may hold anything.
enum Escaping {
    /// Appends the text as it stands between tags and within a quoted attribute. What would end either is escaped; what is
    /// not seen, or would turn the text around, is written out as in `\u{202E}`.
    static func append(_ words: String, to markup: inout String) {
        guard !words.utf8.allSatisfy(isPlain) else {
            markup += words
            return
        }
        for scalar in words.unicodeScalars {
            switch scalar {
            case "&": markup += "&amp;"
            case "<": markup += "&lt;"
            case ">": markup += "&gt;"
            case "\"": markup += "&quot;"
            case "'": markup += "&#39;"
            default:
                if isHidden(scalar) {
                    markup += scalar.escaped(asASCII: true)
                } else {
                    markup.unicodeScalars.append(scalar)
                }
            }
        }
    }

    /// At most about `limit` characters of a text: of a longer one its beginning and its end, which tell more of a path
    /// than its middle.
    static func clipped(_ words: String, to limit: Int) -> String {
        let scalars = words.unicodeScalars
        // No scalar has more than four bytes, and counting is for the few that may be too long.
        guard words.utf8.count > limit, scalars.count > limit else { return words }
        var clipped = String(scalars.prefix(limit / 2))
        clipped += "…"
        clipped += String(scalars.suffix(limit - limit / 2))
        return clipped
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""), UInt8(ascii: "'"):
            false
        default: (0x20..<0x7f).contains(byte)
        }
    }

    private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate: true
        default: false
        }
    }
}
