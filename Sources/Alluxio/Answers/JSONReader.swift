import CVectors

/// Walks a JSON text of RFC 8259 once, front to back, and reads only what is asked for: a listing of many files is mostly
/// what nobody looks at.
///
/// It gives up, by throwing `Unusual`, at whatever is not plainly right, escapes in a string that is read included. The
/// text is then to be read by a decoder that knows all and says what is wrong.
struct JSONReader {
    struct Unusual: Error {}

    private let bytes: [UInt8]
    private var position = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// What `read` makes of a whole text; nil where that is not plainly right, and then a decoder must say what it is.
    static func plainly<Value>(
        _ text: [UInt8], _ read: (inout JSONReader) throws(Unusual) -> Value
    ) -> Value? {
        var reader = JSONReader(text)
        do throws(Unusual) {
            let value = try read(&reader)
            try reader.end()
            return value
        } catch {
            return nil
        }
    }

    /// Reads an array; `element` must read each element.
    mutating func array(_ element: (inout JSONReader) throws(Unusual) -> Void) throws(Unusual) {
        try expect(UInt8(ascii: "["))
        if try take(UInt8(ascii: "]")) { return }
        repeat { try element(&self) } while try take(UInt8(ascii: ","))
        try expect(UInt8(ascii: "]"))
    }

    /// Reads an object; `member` must read, or skip, the value of each name, of which it is told the place.
    mutating func object(_ member: (inout JSONReader, Range<Int>) throws(Unusual) -> Void) throws(Unusual) {
        try expect(UInt8(ascii: "{"))
        if try take(UInt8(ascii: "}")) { return }
        repeat {
            let name = try stringPlace()
            try expect(UInt8(ascii: ":"))
            try member(&self, name)
        } while try take(UInt8(ascii: ","))
        try expect(UInt8(ascii: "}"))
    }

    mutating func string() throws(Unusual) -> String { try text(at: try stringPlace()) }

    /// Reads a string that is base64.
    mutating func base64() throws(Unusual) -> [UInt8] {
        guard let data = Base64.decode(bytes[try stringPlace()]) else { throw Unusual() }
        return data
    }

    /// The text at a place that a string was found at.
    func text(at place: Range<Int>) throws(Unusual) -> String {
        let text = bytes[place]
        // Validating takes several times as long, and most texts are ASCII.
        if text.allSatisfy({ $0 < 0x80 }) { return String(decoding: text, as: UTF8.self) }
        guard let text = String(validating: text, as: UTF8.self) else { throw Unusual() }
        return text
    }

    /// Whether just this ASCII text stands at a place.
    func has(_ text: StaticString, at place: Range<Int>) -> Bool {
        guard text.utf8CodeUnitCount == place.count else { return false }
        return text.withUTF8Buffer { text in
            for (index, byte) in text.enumerated() where bytes[place.lowerBound + index] != byte {
                return false
            }
            return true
        }
    }

    mutating func integer() throws(Unusual) -> Int64 {
        try skipSpace()
        let isNegative = bytes[position] == UInt8(ascii: "-")
        if isNegative { position += 1 }
        let first = position
        var value: Int64 = 0
        // Eighteen digits always fit; with a nineteenth no value ends here.
        while position < bytes.count, position - first < 18, case let digit = bytes[position] &- 48,
            digit < 10
        {
            value = value * 10 + Int64(digit)
            position += 1
        }
        guard position > first, position < bytes.count, endsAValue(bytes[position]) else {
            throw Unusual()
        }
        return isNegative ? -value : value
    }

    mutating func truth() throws(Unusual) -> Bool {
        if try takeWord("true") { return true }
        guard try takeWord("false") else { throw Unusual() }
        return false
    }

    /// Reads null if it is next.
    mutating func takeNull() throws(Unusual) -> Bool { try takeWord("null") }

    /// Skips a value. What is skipped need not be right to be skipped.
    mutating func skip() throws(Unusual) {
        try skipSpace()
        switch bytes[position] {
        case UInt8(ascii: "{"), UInt8(ascii: "["):
            position = json_end_of_nested(bytes, position, bytes.count) + 1
            guard position <= bytes.count else { throw Unusual() }
        case UInt8(ascii: "\""):
            position = try Self.endOfString(bytes.span, from: position + 1) + 1
        default:
            let first = position
            while position < bytes.count, !endsAValue(bytes[position]) { position += 1 }
            guard position > first, position < bytes.count else { throw Unusual() }
        }
    }

    /// To be called last: nothing may follow but white space.
    mutating func end() throws(Unusual) {
        while position < bytes.count {
            guard Self.isSpace(bytes[position]) else { throw Unusual() }
            position += 1
        }
    }

    /// Where the bytes between the quotes of a string without escapes stand.
    private mutating func stringPlace() throws(Unusual) -> Range<Int> {
        try expect(UInt8(ascii: "\""))
        let first = position
        let end = try Self.endOfPlainString(bytes.span, from: first)
        position = end + 1
        return first..<end
    }

    private mutating func expect(_ byte: UInt8) throws(Unusual) {
        guard try take(byte) else { throw Unusual() }
    }

    private mutating func take(_ byte: UInt8) throws(Unusual) -> Bool {
        try skipSpace()
        guard bytes[position] == byte else { return false }
        position += 1
        return true
    }

    private mutating func takeWord(_ word: StaticString) throws(Unusual) -> Bool {
        try skipSpace()
        let end = position + word.utf8CodeUnitCount
        guard end < bytes.count, has(word, at: position..<end), endsAValue(bytes[end]) else { return false }
        position = end
        return true
    }

    /// To the next byte that is not white space, which must be there.
    private mutating func skipSpace() throws(Unusual) {
        while position < bytes.count, Self.isSpace(bytes[position]) { position += 1 }
        guard position < bytes.count else { throw Unusual() }
    }

    private static func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x0a || byte == 0x0d || byte == 0x09
    }

    private func endsAValue(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: ",") || byte == UInt8(ascii: "}") || byte == UInt8(ascii: "]")
            || Self.isSpace(byte)
    }
}

// What runs over most of a listing's bytes; in functions of their own, whose variables stay in registers.
extension JSONReader {
    /// Where the quote stands that ends the string whose first byte is at `start`.
    private static func endOfString(_ bytes: Span<UInt8>, from start: Int) throws(Unusual) -> Int {
        var position = nextSpecial(bytes, from: start)
        while position < bytes.count {
            if bytes[position] == UInt8(ascii: "\"") { return position }
            position = nextSpecial(bytes, from: position + (bytes[position] == UInt8(ascii: "\\") ? 2 : 1))
        }
        throw Unusual()
    }

    /// The same of a string without escapes; throws where there is one.
    private static func endOfPlainString(_ bytes: Span<UInt8>, from start: Int) throws(Unusual) -> Int {
        let end = nextSpecial(bytes, from: start)
        guard end < bytes.count, bytes[end] == UInt8(ascii: "\"") else { throw Unusual() }
        return end
    }

    /// Where the next quote, backslash or control character stands; the end or beyond where there is none. Eight bytes
    /// are looked at together, as in "Bit Twiddling Hacks", "Determine if a word has a byte less than n".
    private static func nextSpecial(_ bytes: Span<UInt8>, from start: Int) -> Int {
        let ones: UInt64 = 0x0101_0101_0101_0101
        var position = start
        while position + 8 <= bytes.count {
            let word = UInt64(
                littleEndian: bytes.bytes.unsafeLoadUnaligned(fromByteOffset: position, as: UInt64.self))
            let quotes = word ^ ones &* UInt64(UInt8(ascii: "\""))
            let backslashes = word ^ ones &* UInt64(UInt8(ascii: "\\"))
            // The lowest bit that is set is the first byte's that is less, and the others' mean nothing.
            let found =
                ((quotes &- ones) & ~quotes | (backslashes &- ones) & ~backslashes
                    | (word &- ones &* 0x20) & ~word) & 0x8080_8080_8080_8080
            if found != 0 { return position + found.trailingZeroBitCount / 8 }
            position += 8
        }
        while position < bytes.count {
            let byte = bytes[position]
            if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") || byte < 0x20 { break }
            position += 1
        }
        return position
    }
}
