// A path's text, read as Alluxio's client does within the proxy: as a URI.
extension AlluxioPath {
    /// Where the master seems to be; a path may name it.
    private static let master = "127.0.0.1:19998"

    init(_ text: String) throws(AlluxioFailure) {
        var rest = text[...]
        if let drive = Self.drive(text) {
            rest = drive
        } else if let colon = text.firstIndex(of: ":"), !text[..<colon].contains("/") {
            try Self.check(scheme: text[..<colon], of: text)
            rest = text[colon...].dropFirst()
        }
        if rest.hasPrefix("//"), rest.count > 2 {
            let authority = rest.dropFirst(2).prefix { $0 != "/" }
            guard authority.isEmpty || authority == Self.master else {
                throw AlluxioFailure(
                    .internal,
                    "The URI authority \(authority) does not match the configured value of \(Self.master).")
            }
            rest = rest.dropFirst(2 + authority.count)
        }
        let path = rest.prefix { $0 != "?" }.replacing("\\", with: "/")[...]
        let words = try Self.resolved(path)
        guard path.first == "/" else { throw .invalid(path == "." ? "." : words.joined(separator: "/")) }
        self.init(components: words.map(Name.init))
    }

    /// A path that begins with a drive's letter, as Windows has it: with a slash before it.
    private static func drive(_ text: String) -> Substring? {
        let path = text.first == "/" ? text.dropFirst() : text[...]
        guard isDrive(path) else { return nil }
        return text.first == "/" ? text[...] : "/" + path
    }

    static func isDrive(_ text: Substring) -> Bool {
        text.dropFirst().first == ":" && (text.first?.isASCII ?? false) && (text.first?.isLetter ?? false)
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
        for word in path.split(separator: "/") where word != "." {
            if word != ".." {
                words.append(word)
            } else if let last = words.last, last != ".." {
                words.removeLast()
            } else if path.first == "/" {
                throw AlluxioFailure(
                    .unknown, #"Cannot invoke "String.equals(Object)" because "currPath" is null"#)
            } else {
                words.append(word)
            }
        }
        return words
    }
}
