/// A request's first line, read as Jetty does it.
enum RequestLine {
    /// Why Jetty can't read it, and the status with which it says so.
    struct Flaw {
        var status: Int
        var reason: String
    }

    /// What is wrong with a line, given without its LF; nil where nothing is.
    static func flaw(_ line: RawSpan) -> Flaw? {
        var bytes = line.withUnsafeBytes { Array($0) }
        if bytes.last == UInt8(ascii: "\r") { bytes.removeLast() }
        let method = bytes.prefix(while: Byte.isToken)
        var rest = bytes.dropFirst(method.count)
        guard let afterMethod = rest.first else { return Flaw(status: 400, reason: "No URI") }
        guard afterMethod == space else { return illegal(afterMethod) }
        rest = rest.drop { $0 == space }
        let target = rest.prefix { Byte.isVisible($0) || $0 >= 0x80 }
        guard !target.isEmpty else { return rest.first.map(illegal) ?? Flaw(status: 400, reason: "No URI") }
        guard String(validating: target, as: UTF8.self) != nil else {
            return Flaw(status: 400, reason: "Bad Request")
        }
        rest = rest.dropFirst(target.count)
        if let end = rest.first, end != space { return illegal(end) }
        let version = rest.drop { $0 == space }
        if let end = version.first(where: { !Byte.isVisible($0) }) { return illegal(end) }
        return flaw(version: String(decoding: version, as: UTF8.self))
    }

    private static func flaw(version: String) -> Flaw? {
        switch version.uppercased() {
        case "HTTP/1.1", "HTTP/1.0": nil
        case "": Flaw(status: 505, reason: "HTTP/0.9 not supported")
        case "HTTP/0.9": Flaw(status: 505, reason: "Unsupported Version")
        case "HTTP/2.0": Flaw(status: 426, reason: "Upgrade Required")
        default: Flaw(status: 505, reason: "Unknown Version")
        }
    }

    private static let space = UInt8(ascii: " ")

    /// Jetty names the kind of a character that it does not take.
    private static func illegal(_ byte: UInt8) -> Flaw {
        let name =
            switch byte {
            case space: "SPACE=' '"
            case UInt8(ascii: "\t"): "HTAB=0x9"
            case UInt8(ascii: ":"): "COLON=':'"
            case 0x80...: "OTEXT=0x\(String(byte, radix: 16))"
            case ..<0x20, 0x7f: "CNTL=0x\(String(byte, radix: 16))"
            default: "VCHAR='\(Unicode.Scalar(byte))'"
            }
        return Flaw(status: 400, reason: "Illegal character \(name)")
    }

    private enum Byte {
        static func isVisible(_ byte: UInt8) -> Bool { byte > 0x20 && byte < 0x7f }

        /// A character of a method's name.
        static func isToken(_ byte: UInt8) -> Bool {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
                UInt8(ascii: "A")...UInt8(ascii: "Z"):
                true
            default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
            }
        }
    }
}
