// What Jackson says of text that is no JSON: which character, at which line and column.
extension JSONReader {
    func location(_ position: Int) -> String {
        let before = bytes.prefix(position)
        let line = before.count { $0 == UInt8(ascii: "\n") } + 1
        let lineStart = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
        return "[Source: \(source); line: \(line), column: \(position - lineStart + 1)]"
    }

    /// A character that has just been read.
    func unexpected(_ found: Unicode.Scalar, _ expected: String) -> BadOptions {
        BadOptions("Unexpected character (\(described(found))): \(expected)\n at \(location(position))")
    }

    /// The same within a number.
    func unexpectedInNumber(_ found: Unicode.Scalar, _ why: String) -> BadOptions {
        BadOptions(
            "Unexpected character (\(described(found))) in numeric value: \(why)\n at \(location(position))")
    }

    func unrecognized(_ word: String) -> BadOptions {
        BadOptions(
            "Unrecognized token '\(word)': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')\n at \(location(position))"
        )
    }

    func nonStandard(_ word: String) -> BadOptions {
        BadOptions(
            "Non-standard token '\(word)': enable JsonParser.Feature.ALLOW_NON_NUMERIC_NUMBERS to allow\n at \(location(position))"
        )
    }

    /// The text ends within a part of it.
    func ended(within part: String) -> BadOptions {
        BadOptions("Unexpected end-of-input \(part)\n at \(location(bytes.count))")
    }

    var endWithinObject: BadOptions { ended(within: "within/between Object entries") }

    /// A container's end that is none of the innermost one; `start` is where that began, nil where there is none.
    func mismatch(_ found: Unicode.Scalar, expected: Unicode.Scalar, startedAt start: Int?) -> BadOptions {
        let context =
            start.map { "\(expected == "}" ? "Object" : "Array") starting at \(location($0))" }
            ?? "root starting at [Source: \(source); line: 1, column: 0]"
        return BadOptions(
            "Unexpected close marker '\(found)': expected '\(expected)' (for \(context))\n at \(location(position))"
        )
    }

    func described(_ scalar: Unicode.Scalar) -> String {
        switch scalar.value {
        case ..<0x20, 0x7f...0x9f: "(CTRL-CHAR, code \(scalar.value))"
        case ...0xff: "'\(scalar)' (code \(scalar.value))"
        default: "'\(scalar)' (code \(scalar.value) / 0x\(String(scalar.value, radix: 16)))"
        }
    }
}
