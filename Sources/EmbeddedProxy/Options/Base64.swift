/// Base64 of an extended attribute's value, looked at as Jackson does it, and kept as text.
enum Base64 {
    private static let padding: Unicode.Scalar = "="

    static func check(_ text: String) throws(BadOptions) {
        var rest = text.unicodeScalars[...]
        while let first = skipSpace(&rest) {
            guard isDigit(first) else { throw illegal(first, 1) }
            let second = try next(&rest)
            guard isDigit(second) else { throw illegal(second, 2) }
            let third = try next(&rest)
            guard isDigit(third) || third == padding else { throw illegal(third, 3) }
            let fourth = try next(&rest)
            guard fourth == padding || third != padding && isDigit(fourth) else {
                throw illegal(fourth, 4, wantsPadding: third == padding)
            }
        }
    }

    /// The first character of a unit, before which there may be space.
    private static func skipSpace(_ rest: inout Substring.UnicodeScalarView) -> Unicode.Scalar? {
        while let scalar = rest.popFirst() {
            if scalar.value > 0x20 { return scalar }
        }
        return nil
    }

    private static func next(_ rest: inout Substring.UnicodeScalarView) throws(BadOptions) -> Unicode.Scalar {
        guard let scalar = rest.popFirst() else {
            throw .refusedValue(
                "Unexpected end of base64-encoded String: base64 variant 'MIME-NO-LINEFEEDS' expects padding (one or more '=' characters) at the end. This Base64Variant might have been incorrectly configured"
            )
        }
        return scalar
    }

    private static func illegal(_ scalar: Unicode.Scalar, _ number: Int, wantsPadding: Bool = false)
        -> BadOptions
    {
        let code = "0x" + String(scalar.value, radix: 16)
        if scalar.value <= 0x20 {
            return .refusedValue(
                "Illegal white space character (code \(code)) as character #\(number) of 4-char base64 unit: can only used between units"
            )
        }
        guard scalar != padding else {
            return .refusedValue(
                "Unexpected padding character ('=') as character #\(number) of 4-char base64 unit: padding only legal as 3rd or 4th character"
            )
        }
        return .refusedValue(
            "Illegal character '\(scalar)' (code \(code)) in base64 content"
                + (wantsPadding ? ": expected padding character '='" : ""))
    }

    private static func isDigit(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "0"..."9", "a"..."z", "A"..."Z", "+", "/": true
        default: false
        }
    }
}
