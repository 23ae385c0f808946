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

    /// The text at a place that a string was found at.
    func text(at place: Range<Int>) throws(Unusual) -> String {
        guard let text = String(validating: bytes[place], as: UTF8.self) else { throw Unusual() }
        return text
    }

    /// Whether just this ASCII text stands at a place.
    func has(_ text: StaticString, at place: Range<Int>) -> Bool {
        guard text.utf8CodeUnitCount == place.count else { return false }
        return text.withUTF8Buffer { bytes[place].elementsEqual($0) }
    }

    mutating func integer() throws(Unusual) -> Int64 {
        try skipSpace()
        let isNegative = bytes[position] == UInt8(ascii: "-")
        if isNegative { position += 1 }
        let first = position
        var value: Int64 = 0
        // Eighteen digits always fit.
        while position < bytes.count, position - first <= 18, case let digit = bytes[position] &- 48,
            digit < 10
        {
            value = value * 10 + Int64(digit)
            position += 1
        }
        guard (1...18).contains(position - first), position < bytes.count, endsAValue(bytes[position]) else {
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
            try skipNested()
        case UInt8(ascii: "\""):
            try skipString()
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

    /// Skips an object or array: to the bracket that closes it, whatever stands between.
    private mutating func skipNested() throws(Unusual) {
        var depth = 0
        while position < bytes.count {
            switch bytes[position] {
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                depth += 1
                position += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                depth -= 1
                position += 1
                if depth == 0 { return }
            case UInt8(ascii: "\""):
                try skipString()
            default:
                position += 1
            }
        }
        throw Unusual()
    }

    /// Where the bytes between the quotes of a string without escapes stand.
    private mutating func stringPlace() throws(Unusual) -> Range<Int> {
        try expect(UInt8(ascii: "\""))
        let first = position
        while position < bytes.count {
            let byte = bytes[position]
            if byte == UInt8(ascii: "\"") {
                position += 1
                return first..<position - 1
            }
            guard byte != UInt8(ascii: "\\"), byte >= 0x20 else { throw Unusual() }
            position += 1
        }
        throw Unusual()
    }

    private mutating func skipString() throws(Unusual) {
        position += 1
        while position < bytes.count, bytes[position] != UInt8(ascii: "\"") {
            position += bytes[position] == UInt8(ascii: "\\") ? 2 : 1
        }
        guard position < bytes.count else { throw Unusual() }
        position += 1
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
        guard end < bytes.count, endsAValue(bytes[end]) else { return false }
        let isNext = word.withUTF8Buffer { bytes[position..<end].elementsEqual($0) }
        if isNext { position = end }
        return isNext
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
