/// A text as it is without the escapes of JSON, HTML and addresses, and where in it each byte stands.
struct UnescapedText {
    private var bytes: [UInt8] = []
    /// Of each byte, the part of the text that it stands for.
    private var places: [Range<Int>] = []

    init(_ text: [UInt8]) {
        bytes.reserveCapacity(text.count)
        places.reserveCapacity(text.count)
        var place = 0
        while place < text.count {
            guard let (unescaped, length) = Self.escape(text[place...]) else {
                bytes.append(text[place])
                places.append(place..<place + 1)
                place += 1
                continue
            }
            bytes += unescaped
            places += repeatElement(place..<place + length, count: unescaped.count)
            place += length
        }
    }

    /// The parts of the text that stand for `other`, in their order.
    func ranges(of other: [UInt8]) -> [Range<Int>] {
        var ranges: [Range<Int>] = []
        var start = 0
        while let found = bytes[start...].firstRange(of: other), !found.isEmpty {
            ranges.append(places[found.lowerBound].lowerBound..<places[found.upperBound - 1].upperBound)
            start = found.upperBound
        }
        return ranges
    }

    /// What an escape at the beginning stands for, and its length; nil where there is none.
    private static func escape(_ text: ArraySlice<UInt8>) -> ([UInt8], Int)? {
        switch text.first {
        case UInt8(ascii: "\\"): ofJSON(text.dropFirst())
        case UInt8(ascii: "&"): ofHTML(text.dropFirst())
        case UInt8(ascii: "%"): number(text.dropFirst().prefix(2), digits: 2).map { ([UInt8($0)], 3) }
        default: nil
        }
    }

    private static func ofJSON(_ text: ArraySlice<UInt8>) -> ([UInt8], Int)? {
        switch text.first {
        case UInt8(ascii: "\"")?, UInt8(ascii: "\\")?, UInt8(ascii: "/")?: (Array(text.prefix(1)), 2)
        case UInt8(ascii: "t")?: ([UInt8(ascii: "\t")], 2)
        case UInt8(ascii: "u")?: ofJSONByNumber(text)
        default: nil
        }
    }

    private static func ofJSONByNumber(_ text: ArraySlice<UInt8>) -> ([UInt8], Int)? {
        guard let unit = number(text.dropFirst().prefix(4), digits: 4) else { return nil }
        if let scalar = Unicode.Scalar(unit) { return (Array(String(scalar).utf8), 6) }
        // Half of a pair.
        let other = text.dropFirst(5)
        guard other.starts(with: "\\u".utf8), let low = number(other.dropFirst(2).prefix(4), digits: 4),
            (0xd800..<0xdc00).contains(unit), (0xdc00..<0xe000).contains(low),
            let scalar = Unicode.Scalar(0x10000 + (unit - 0xd800) << 10 + (low - 0xdc00))
        else { return nil }
        return (Array(String(scalar).utf8), 12)
    }

    private static let ofHTML = ["amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'"]

    private static func ofHTML(_ text: ArraySlice<UInt8>) -> ([UInt8], Int)? {
        guard let end = text.prefix(10).firstIndex(of: UInt8(ascii: ";")) else { return nil }
        let name = String(decoding: text[..<end], as: UTF8.self)
        let length = name.utf8.count + 2
        if let character = ofHTML[name] { return (Array(character.utf8), length) }
        guard name.hasPrefix("#") else { return nil }
        let digits = name.dropFirst()
        let isHexadecimal = digits.first == "x" || digits.first == "X"
        let number = isHexadecimal ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
        return number.flatMap(Unicode.Scalar.init).map { (Array(String($0).utf8), length) }
    }

    /// The number that so many hexadecimal digits are.
    private static func number(_ text: ArraySlice<UInt8>, digits: Int) -> UInt32? {
        guard text.count == digits, text.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }) else {
            return nil
        }
        return UInt32(String(decoding: text, as: UTF8.self), radix: 16)
    }
}
