/// A request target, taken apart as Jetty does it.
struct Target {
    /// As it came, from the path on: a client may name the server before it.
    let text: Substring
    /// Still percent-encoded, without its segments' `;` parameters.
    var path: String
    var query: Query
    /// Whether it is under the API's root, for which it is decoded and its dots are resolved.
    var isInside: Bool
    /// Whether there are braces in it, which Jersey takes for a template's.
    let hasBraces: Bool

    init(_ raw: String) throws(RouteFailure) {
        self = Self.isPlain(raw) ? Target(plain: raw) : try Target(encoded: raw)
    }

    private init(encoded raw: String) throws(RouteFailure) {
        guard !raw.contains(" ") else { throw .spaceInTarget }
        text = raw.hasPrefix("http://") ? raw.dropFirst("http://".count).drop { $0 != "/" } : raw[...]
        guard text.first == "/" else { throw .unreadable(.init(status: 400, reason: "Bad URI")) }
        let parts = text.prefix { $0 != "#" }.split(
            separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        let segments = parts[0].split(separator: "/", omittingEmptySubsequences: false)
        let bare = segments.map { $0.prefix { $0 != ";" } }
        path = bare.joined(separator: "/")
        query = Query(parts.count > 1 ? parts[1] : "")
        guard let decoded = PercentDecoding.decode(path[...]) else { throw .badTarget }
        hasBraces = parts[0].contains { "{}".contains($0) }
        for (segment, name) in zip(segments, bare) where segment.count > name.count {
            let name = PercentDecoding.decode(name)
            guard name != ".", name != ".." else { throw .ambiguousTarget }
        }
        isInside = try Self.isInside(decoded)
    }

    private init(plain text: String) {
        self.text = text[...]
        path = text
        query = Query("")
        hasBraces = false
        isInside = text.hasPrefix("/api/v1/") || text == "/api/v1"
    }

    /// Whether it is a path in which nothing stands for something else, as nearly all are: to take them apart cost a fifth
    /// of what a small call does.
    private static func isPlain(_ text: String) -> Bool {
        var last: UInt8?
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
                guard last != nil else { return false }
            case UInt8(ascii: "/"): break
            case UInt8(ascii: "."):
                guard let last, last != UInt8(ascii: "/") else { return false }
            default: return false
            }
            last = byte
        }
        return last != nil
    }

    private static func isInside(_ decoded: String) throws(RouteFailure) -> Bool {
        var names: [Substring] = []
        for name in decoded.split(separator: "/", omittingEmptySubsequences: false).dropFirst()
        where name != "." {
            if name != ".." {
                names.append(name)
            } else if names.popLast() == nil {
                throw .badTarget
            }
        }
        return names.starts(with: ["api", "v1"])
    }
}

/// A target's parameters.
struct Query {
    private var values: [String: String] = [:]

    init(_ raw: Substring) {
        for pair in raw.split(separator: "&") {
            let words = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let name = Self.text(words[0])
            if values[name] == nil { values[name] = words.count > 1 ? Self.text(words[1]) : "" }
        }
    }

    /// Decoded, or as it stands where it can't be.
    private static func text(_ raw: Substring) -> String {
        PercentDecoding.decode(raw, plusIsSpace: true, takesNUL: true) ?? String(raw)
    }

    subscript(name: String) -> String? { values[name] }
}

/// Percent-encoding, read.
enum PercentDecoding {
    /// The text that `raw` stands for; nil where an escape is broken, or stands for NUL.
    static func decode(_ raw: Substring, plusIsSpace: Bool = false, takesNUL: Bool = false) -> String? {
        guard raw.utf8.contains(where: { $0 == UInt8(ascii: "%") || $0 == UInt8(ascii: "+") }) else {
            return String(raw)
        }
        var bytes: [UInt8] = []
        var rest = raw.utf8[...]
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "%") where isUTF16Escape(rest):
                // Jetty takes it, and who reads the path after it leaves it as it is.
                bytes.append(byte)
            case UInt8(ascii: "%"):
                guard let high = rest.popFirst().flatMap(digit), let low = rest.popFirst().flatMap(digit),
                    takesNUL || high << 4 | low != 0
                else { return nil }
                bytes.append(high << 4 | low)
            case UInt8(ascii: "+") where plusIsSpace: bytes.append(UInt8(ascii: " "))
            default: bytes.append(byte)
            }
        }
        return JavaText.decode(bytes)
    }

    /// `u` and four digits, behind a `%`.
    private static func isUTF16Escape(_ rest: Substring.UTF8View.SubSequence) -> Bool {
        let digits = rest.dropFirst().prefix(4)
        return rest.first == UInt8(ascii: "u") && digits.count == 4 && digits.allSatisfy { digit($0) != nil }
    }

    private static func digit(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}

/// Text as Java makes it of bytes and reads numbers in it.
enum JavaText {
    /// Bad UTF-8 becomes U+FFFD as often as in Java: once for a surrogate, where Swift has three.
    static func decode(_ bytes: [UInt8]) -> String {
        guard bytes.contains(0xed) else { return String(decoding: bytes, as: UTF8.self) }
        var mended: [UInt8] = []
        var rest = bytes[...]
        while let byte = rest.first {
            if byte == 0xed, rest.count > 2, rest[rest.startIndex + 1] >= 0xa0 {
                mended += Array("\u{fffd}".utf8)
                rest = rest.dropFirst(3)
            } else {
                mended.append(byte)
                rest = rest.dropFirst()
            }
        }
        return String(decoding: mended, as: UTF8.self)
    }

    /// A number in the decimal digits of any script.
    static func integer(_ text: String) -> Int32? {
        var digits = ""
        for scalar in text.unicodeScalars {
            if scalar.properties.generalCategory == .decimalNumber, let value = scalar.properties.numericValue
            {
                digits += "\(Int(value))"
            } else {
                guard digits.isEmpty, scalar == "-" || scalar == "+" else { return nil }
                digits.unicodeScalars.append(scalar)
            }
        }
        return Int32(digits)
    }
}
