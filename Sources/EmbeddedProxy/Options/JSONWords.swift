// Numbers and words.
extension JSONReader {
    /// A number, of which the first character is read.
    mutating func number(_ first: UInt8, in place: Place) throws(BadOptions) -> String {
        let start = position - 1
        if first == UInt8(ascii: "-") || first == UInt8(ascii: "+") { try beginSigned(first) }
        if bytes[position - 1] == UInt8(ascii: "0"), hasDigit {
            throw BadOptions("Invalid numeric value: Leading zeroes not allowed\n at \(location(position))")
        }
        skipDigits()
        if byte == UInt8(ascii: ".") {
            position += 1
            try needDigits("Decimal point not followed by a digit", atEnd: ".")
        }
        if byte == UInt8(ascii: "e") || byte == UInt8(ascii: "E") {
            position += 1
            if byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+") { position += 1 }
            guard byte != nil else { throw ended(within: "in null") }
            try needDigits("Exponent indicator not followed by a digit", atEnd: "e")
        }
        let number = String(decoding: bytes[start..<position], as: UTF8.self)
        if place == .root, let byte, ![0x20, 0x09, 0x0a, 0x0d].contains(byte) {
            position += 1
            throw unexpected(Unicode.Scalar(byte), "Expected space separating root-level values")
        }
        return number
    }

    private mutating func beginSigned(_ sign: UInt8) throws(BadOptions) {
        guard let next = byte else { throw ended(within: "in null") }
        if bytes[position...].starts(with: "Infinity".utf8) {
            position += "Infinity".utf8.count
            throw nonStandard("\(Unicode.Scalar(sign))Infinity")
        }
        position += 1
        guard sign == UInt8(ascii: "-"), Self.isDigit(next) else {
            throw unexpectedInNumber(
                Unicode.Scalar(next), "expected digit (0-9) to follow minus sign, for valid numeric value")
        }
    }

    private mutating func needDigits(_ why: String, atEnd last: Unicode.Scalar) throws(BadOptions) {
        if hasDigit { return skipDigits() }
        guard let byte else { throw unexpectedInNumber(last, why) }
        position += 1
        throw unexpectedInNumber(Unicode.Scalar(byte), why)
    }

    private var hasDigit: Bool { byte.map(Self.isDigit) ?? false }

    private mutating func skipDigits() { while hasDigit { position += 1 } }

    private static func isDigit(_ byte: UInt8) -> Bool {
        byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
    }

    /// A word, of which the first character is read.
    mutating func word(_ first: UInt8) throws(BadOptions) -> Token {
        switch Unicode.Scalar(first) {
        case "t": return try literal("true", .truth(true))
        case "f": return try literal("false", .truth(false))
        case "n": return try literal("null", .null)
        case "N":
            _ = try literal("NaN", .end)
            throw nonStandard("NaN")
        case "I":
            _ = try literal("Infinity", .end)
            throw nonStandard("Infinity")
        // Jackson takes the byte for a character.
        case let scalar where Self.isOfName(scalar): throw try misspelled(String(scalar))
        case let scalar:
            throw unexpected(
                scalar,
                "expected a valid value (JSON String, Number, Array, Object or token 'null', 'true' or 'false')"
            )
        }
    }

    private mutating func literal(_ word: String, _ token: Token) throws(BadOptions) -> Token {
        let rest = Array(word.utf8.dropFirst())
        let matching = zip(rest, bytes[position...]).prefix { $0 == $1 }.count
        position += matching
        guard matching == rest.count else { throw try misspelled(String(word.prefix(matching + 1))) }
        guard let next = byte, next >= UInt8(ascii: "0"),
            ![UInt8(ascii: "]"), UInt8(ascii: "}")].contains(next)
        else { return token }
        if next >= 0x80 {
            // Jackson takes the byte for the one behind itself.
            position += 1
            throw badByte("middle", next)
        }
        if Self.isOfName(Unicode.Scalar(next)) { throw try misspelled(word) }
        return token
    }

    /// The word that begins so, to its end.
    private mutating func misspelled(_ beginning: String) throws(BadOptions) -> BadOptions {
        var word = beginning
        while let byte {
            position += 1
            let scalar = try scalar(byte)
            guard Self.isOfName(scalar) else { break }
            word.unicodeScalars.append(scalar)
        }
        return unrecognized(word)
    }

    /// Whether Java's identifiers may have a character.
    private static func isOfName(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
            .letterNumber,
            .decimalNumber, .currencySymbol, .connectorPunctuation, .nonspacingMark, .spacingMark:
            true
        default: false
        }
    }
}
