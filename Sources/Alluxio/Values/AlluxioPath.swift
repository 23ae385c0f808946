/// An absolute path in Alluxio, in its plain form: `/`, or components without empty ones between them.
///
/// Two paths are equal when their bytes are, as they are to Alluxio: `é` in one code point and in two are two names.
public struct AlluxioPath: Sendable, CustomStringConvertible {
    /// Why a text is no path that the client sends.
    public enum Invalid: Error, Equatable, Sendable, CustomStringConvertible {
        /// The text does not begin with `/`.
        case relative
        /// A component is `.` or `..`: the server would resolve it, and act on another path than the one written.
        case dotComponent
        /// NUL, which no server takes; `?`, from which on Alluxio drops a path; or `\`, which it takes for `/`. None of
        /// them arrives as meant, whatever its encoding.
        case character(Character)
        /// A component's name holds `/`, or is empty.
        case name(String)

        public var description: String {
            switch self {
            case .relative: "an Alluxio path begins with /"
            case .dotComponent: "an Alluxio path has no . and .. in it"
            case .character("\0"): "an Alluxio path has no NUL in it"
            case .character(let character): "Alluxio can't take \(character) in a path"
            case .name(let name): "\"\(name)\" is not the name of one file or folder"
            }
        }
    }

    /// The path as text, as Alluxio writes it.
    public let description: String

    public static let root = AlluxioPath(plain: "/")

    private init(plain: String) {
        description = plain
    }

    /// Reads a path; repeated and trailing slashes are taken away.
    public init(_ text: String) throws(Invalid) {
        guard text.utf8.first == UInt8(ascii: "/") else { throw .relative }
        let components = text.utf8.split(separator: UInt8(ascii: "/")).map { String(Substring($0)) }
        for component in components { try Self.check(component) }
        description = "/" + components.joined(separator: "/")
    }

    /// The path of the entry `name` in this folder.
    public func appending(_ name: String) throws(Invalid) -> AlluxioPath {
        guard !name.isEmpty, !name.utf8.contains(UInt8(ascii: "/")) else { throw .name(name) }
        try Self.check(name)
        return AlluxioPath(plain: self == .root ? "/" + name : description + "/" + name)
    }

    /// The path of an entry whose name is known to be one: no slash in it, and no dot component.
    package func appending(component name: String) -> AlluxioPath {
        AlluxioPath(plain: self == .root ? "/" + name : description + "/" + name)
    }

    /// The folder that the path stands in; nil of the root.
    public var parent: AlluxioPath? {
        guard self != .root, let slash = description.utf8.lastIndex(of: UInt8(ascii: "/")) else { return nil }
        return slash == description.startIndex ? .root : AlluxioPath(plain: String(description[..<slash]))
    }

    /// The last component; empty of the root.
    public var name: String {
        guard let slash = description.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "" }
        return String(description[description.utf8.index(after: slash)...])
    }

    /// The path with every byte outside RFC 3986's unreserved set and `/` as `%XX`.
    ///
    /// Less would not arrive: the proxy's server cuts parameters off at a `;`, and decodes what looks encoded.
    public var percentEncoded: String {
        PercentEncoding.encode(description)
    }

    private static func check(_ component: String) throws(Invalid) {
        if component == "." || component == ".." { throw .dotComponent }
        for byte in component.utf8 where byte == 0 || byte == UInt8(ascii: "?") || byte == UInt8(ascii: "\\")
        {
            throw .character(Character(Unicode.Scalar(byte)))
        }
    }
}

extension AlluxioPath: Hashable {
    public static func == (one: AlluxioPath, other: AlluxioPath) -> Bool {
        one.description.utf8.elementsEqual(other.description.utf8)
    }

    public func hash(into hasher: inout Hasher) {
        for byte in description.utf8 { hasher.combine(byte) }
    }
}

extension AlluxioPath: Codable {
    public init(from decoder: any Decoder) throws {
        try self.init(decoder.singleValueContainer().decode(String.self))
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
