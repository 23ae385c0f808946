/// A path of the namespace, with `.`, `..` and empty components resolved.
struct AlluxioPath: Hashable, Sendable, CustomStringConvertible {
    /// A file's or folder's name. Names are equal when their bytes are, as they are to Alluxio, and are ordered so.
    struct Name: Hashable, Comparable, Sendable {
        let text: String

        init(_ text: some StringProtocol) { self.text = String(text) }

        static func == (a: Name, b: Name) -> Bool { a.text.utf8.elementsEqual(b.text.utf8) }
        static func < (a: Name, b: Name) -> Bool { a.text.utf8.lexicographicallyPrecedes(b.text.utf8) }

        func hash(into hasher: inout Hasher) {
            for byte in text.utf8 { hasher.combine(byte) }
        }
    }

    var components: [Name]

    init(components: [Name]) { self.components = components }

    /// Reads a path as Alluxio's client does within the proxy.
    init(_ text: String) throws(AlluxioFailure) {
        if let scheme = text.firstIndex(of: ":"), text[scheme...].hasPrefix("://"), text.first != "/" {
            throw AlluxioFailure(
                .internal,
                "Scheme \(text[..<scheme]):// in AlluxioURI is invalid. Schemes in filesystem operations are ignored. \"alluxio://\" or no scheme at all is valid."
            )
        }
        guard text.first == "/" else { throw .invalid(text) }
        if text.hasPrefix("//"), let authority = text.split(separator: "/").first {
            throw AlluxioFailure(
                .internal,
                "The URI authority \(authority) does not match the configured value of 127.0.0.1:19998.")
        }
        components = []
        for word in text.split(separator: "/") where word != "." {
            if word != ".." {
                components.append(Name(word))
            } else if components.popLast() == nil {
                throw AlluxioFailure(
                    .unknown, #"Cannot invoke "String.equals(Object)" because "currPath" is null"#)
            }
        }
    }

    var description: String { "/" + components.map(\.text).joined(separator: "/") }

    var isRoot: Bool { components.isEmpty }

    /// The root's is the root.
    var parent: AlluxioPath { AlluxioPath(components: components.dropLast()) }

    func appending(_ name: Name) -> AlluxioPath { AlluxioPath(components: components + [name]) }

    /// Whether it is `other`, or lies within it.
    func isWithin(_ other: AlluxioPath) -> Bool { components.starts(with: other.components) }
}
