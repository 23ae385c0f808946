/// A request target, taken apart as Jetty does it.
struct Target {
    /// Still percent-encoded, without its segments' `;` parameters.
    var path: String
    var query: Query

    init(_ raw: String) throws(RouteFailure) {
        let parts = raw.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        path = parts[0].split(separator: "/", omittingEmptySubsequences: false)
            .map { $0.prefix { $0 != ";" } }.joined(separator: "/")
        query = Query(parts.count > 1 ? parts[1] : "")
        guard PercentDecoding.decode(parts[0]) != nil else { throw .badMessage }
    }
}

/// A target's parameters.
struct Query {
    private var values: [String: String] = [:]

    init(_ raw: Substring) {
        for pair in raw.split(separator: "&") {
            let words = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = PercentDecoding.decode(words[0], plusIsSpace: true), values[name] == nil else {
                continue
            }
            values[name] = words.count > 1 ? PercentDecoding.decode(words[1], plusIsSpace: true) : ""
        }
    }

    subscript(name: String) -> String? { values[name] }
}

/// Percent-encoding, read.
enum PercentDecoding {
    /// The text that `raw` stands for; nil where an escape is broken, or stands for NUL.
    static func decode(_ raw: Substring, plusIsSpace: Bool = false) -> String? {
        var bytes: [UInt8] = []
        var rest = raw.utf8[...]
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "%"):
                guard let high = rest.popFirst().flatMap(digit), let low = rest.popFirst().flatMap(digit),
                    high << 4 | low != 0
                else { return nil }
                bytes.append(high << 4 | low)
            case UInt8(ascii: "+") where plusIsSpace: bytes.append(UInt8(ascii: " "))
            default: bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
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
