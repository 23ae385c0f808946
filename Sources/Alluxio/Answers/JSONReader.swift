/// Walks a JSON text of RFC 8259 once, front to back, and reads only what is asked for: a listing of many files is mostly
/// what nobody looks at.
///
/// It gives up, by throwing `Unusual`, at whatever is not plainly right, escapes in a string that is read included. The
/// text is then to be read by a decoder that knows all and says what is wrong.
struct JSONReader {
    struct Unusual: Error {}

    private static let depth = 32

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

    /// Reads an object; `member` must read, or skip, the value of each name.
    mutating func object(_ member: (inout JSONReader, ArraySlice<UInt8>) throws(Unusual) -> Void)
        throws(Unusual)
    {
        try expect(UInt8(ascii: "{"))
        if try take(UInt8(ascii: "}")) { return }
        repeat {
            let name = try stringBytes()
            try expect(UInt8(ascii: ":"))
            try member(&self, name)
        } while try take(UInt8(ascii: ","))
        try expect(UInt8(ascii: "}"))
    }

    mutating func string() throws(Unusual) -> String {
        let slice = try stringBytes()
        guard let text = String(validating: slice, as: UTF8.self) else { throw Unusual() }
        return text
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

    mutating func skip() throws(Unusual) { try skip(depth: 0) }

    /// To be called last: nothing may follow but white space.
    mutating func end() throws(Unusual) {
        while position < bytes.count {
            guard Self.isSpace(bytes[position]) else { throw Unusual() }
            position += 1
        }
    }

    private mutating func skip(depth: Int) throws(Unusual) {
        guard depth < Self.depth else { throw Unusual() }
        try skipSpace()
        switch bytes[position] {
        case UInt8(ascii: "{"):
            try object { reader, _ throws(Unusual) in try reader.skip(depth: depth + 1) }
        case UInt8(ascii: "["):
            try array { reader throws(Unusual) in try reader.skip(depth: depth + 1) }
        case UInt8(ascii: "\""):
            try skipString()
        default:
            let first = position
            while position < bytes.count, !endsAValue(bytes[position]) { position += 1 }
            guard position > first, position < bytes.count else { throw Unusual() }
        }
    }

    /// The bytes between the quotes of a string without escapes.
    private mutating func stringBytes() throws(Unusual) -> ArraySlice<UInt8> {
        try expect(UInt8(ascii: "\""))
        let first = position
        while position < bytes.count, bytes[position] != UInt8(ascii: "\"") {
            guard bytes[position] != UInt8(ascii: "\\"), bytes[position] >= 0x20 else { throw Unusual() }
            position += 1
        }
        guard position < bytes.count else { throw Unusual() }
        position += 1
        return bytes[first..<position - 1]
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
