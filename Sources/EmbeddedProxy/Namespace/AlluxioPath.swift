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

    static let root = AlluxioPath(components: [])

    var components: [Name]

    init(components: [Name]) { self.components = components }

    /// As Alluxio writes it: with a drive's letter at its beginning it has no slash before it.
    var description: String {
        let path = components.map(\.text).joined(separator: "/")
        return Self.isDrive(path[...]) ? path : "/" + path
    }

    var isRoot: Bool { components.isEmpty }

    /// The root's is the root.
    var parent: AlluxioPath { AlluxioPath(components: components.dropLast()) }

    func appending(_ name: Name) -> AlluxioPath { AlluxioPath(components: components + [name]) }

    /// Whether it is `other`, or lies within it.
    func isWithin(_ other: AlluxioPath) -> Bool { components.starts(with: other.components) }
}
