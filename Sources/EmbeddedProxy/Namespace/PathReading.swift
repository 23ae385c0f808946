private let slash = UInt8(ascii: "/")

// A path's text, read as Alluxio's client does within the proxy: as a URI. By bytes, for to Swift a slash and an accent
// after it are one character.
extension AlluxioPath {
    /// Where the master seems to be; a path may name it.
    private static let master = "127.0.0.1:19998"

    init(_ text: String) throws(AlluxioFailure) {
        var rest = text[...]
        if let drive = Self.drive(text) {
            rest = drive
        } else if let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")),
            !text.utf8[..<colon].contains(slash)
        {
            try Self.check(scheme: text[..<colon], of: text)
            rest = Substring(text.utf8[colon...].dropFirst())
        }
        if rest.utf8.starts(with: "//".utf8), rest.utf8.count > 2 {
            let authority = Substring(rest.utf8.dropFirst(2).prefix { $0 != slash })
            guard authority.isEmpty || authority == Self.master else {
                throw AlluxioFailure(
                    .internal,
                    "The URI authority \(authority) does not match the configured value of \(Self.master).")
            }
            rest = Substring(rest.utf8.dropFirst(2 + authority.utf8.count))
        }
        var path = Substring(rest.utf8.prefix { $0 != UInt8(ascii: "?") })
        if path.utf8.contains(UInt8(ascii: "\\")) { path = path.replacing("\\", with: "/") }
        let words = try Self.resolved(path)
        guard path.utf8.first == slash else {
            throw .invalid(path == "." ? "." : words.joined(separator: "/"))
        }
        self.init(components: words.map(Name.init))
    }

    /// A path that begins with a drive's letter, as Windows has it: with a slash before it.
    private static func drive(_ text: String) -> Substring? {
        let path = Substring(text.utf8.first == slash ? text.utf8.dropFirst() : text.utf8[...])
        guard isDrive(path) else { return nil }
        return text.utf8.first == slash ? text[...] : "/" + path
    }

    static func isDrive(_ text: Substring) -> Bool {
        guard let letter = text.utf8.first, text.utf8.dropFirst().first == UInt8(ascii: ":") else {
            return false
        }
        return (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(letter | 0x20)
    }

    private static func check(scheme: Substring, of text: String) throws(AlluxioFailure) {
        let rest = text.dropFirst(scheme.count + 1)
        var flaw: String?
        if let first = rest.first, first != "/" {
            flaw = "Relative path in absolute URI"
        } else if scheme.isEmpty {
            flaw = "Expected scheme name at index 0"
        } else if rest.isEmpty {
            flaw = "Expected scheme-specific part at index \(scheme.count + 1)"
        } else if scheme.first.map({ !$0.isASCII || !$0.isLetter }) ?? false {
            flaw = "Illegal character in scheme name at index 0"
        }
        if let flaw { throw AlluxioFailure(.internal, "java.net.URISyntaxException: \(flaw): \(text)") }
        guard scheme == "alluxio" else {
            throw AlluxioFailure(
                .internal,
                "Scheme \(scheme):// in AlluxioURI is invalid. Schemes in filesystem operations are ignored. \"alluxio://\" or no scheme at all is valid."
            )
        }
    }

    /// The path's words, with `.`, `..` and empty ones resolved. A relative path may keep `..` at its beginning.
    private static func resolved(_ path: Substring) throws(AlluxioFailure) -> [Substring] {
        var words: [Substring] = []
        for word in path.utf8.split(separator: slash).map(Substring.init) where word != "." {
            if word != ".." {
                words.append(word)
            } else if let last = words.last, last != ".." {
                words.removeLast()
            } else if path.utf8.first == slash {
                throw AlluxioFailure(
                    .unknown, #"Cannot invoke "String.equals(Object)" because "currPath" is null"#)
            } else {
                words.append(word)
            }
        }
        return words
    }
}
