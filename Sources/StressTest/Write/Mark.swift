import Alluxio

/// What a file bears as an extended attribute: which run wrote it as which version, and how long it is.
public struct Mark: Sendable, Equatable {
    /// The name of the extended attribute.
    public static let attribute = "alluxio-stress"
    /// That of another, which files bear besides whose content is a source's.
    static let dataAttribute = "alluxio-stress-data"

    public var run: UInt32
    public var node: String
    public var process: Int
    public var file: Int
    public var version: Int
    /// In bytes.
    public var length: Int64
    /// What the file holds. Generated data is what a mark without more means.
    public var data: Content.Kind

    public init(
        run: UInt32, node: String, process: Int, file: Int, version: Int, length: Int64,
        data: Content.Kind = .generated
    ) {
        self.data = data
        self.run = run
        self.node = node
        self.process = process
        self.file = file
        self.version = version
        self.length = length
    }

    /// The mark that a file bears; nil where it bears none.
    init?(of status: FileSummary) {
        guard let attributes = status.xattr, let bytes = attributes[Self.attribute] else { return nil }
        self.init(bytes)
        if let data = attributes[Self.dataAttribute] {
            self.data = Content.Kind(rawValue: String(decoding: data, as: UTF8.self)) ?? .source
        }
    }

    /// What the file is created with.
    var attributes: ExtendedAttributes {
        var attributes: ExtendedAttributes = [Self.attribute: bytes]
        if data == .source { attributes[Self.dataAttribute] = Array(data.rawValue.utf8) }
        return attributes
    }

    /// `1 <run> <node> <process> <file> <version> <length>` in ASCII.
    public var bytes: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(128)
        bytes.append(UInt8(ascii: "1"))
        for field in [String(run), node, String(process), String(file), String(version), String(length)] {
            bytes.append(UInt8(ascii: " "))
            bytes.append(contentsOf: field.utf8)
        }
        return bytes
    }

    /// Nil where the bytes are no mark of this form.
    public init?(_ bytes: [UInt8]) {
        var fields = Fields(rest: bytes[...])
        guard fields.next() == "1", let run = UInt32(fields.next()) else { return nil }
        let node = fields.next()
        guard let process = Int(fields.next()), let file = Int(fields.next()),
            let version = Int(fields.next()),
            let length = Int64(fields.last()), min(process, file, version) >= 0, length >= 0
        else { return nil }
        self.init(run: run, node: node, process: process, file: file, version: version, length: length)
    }

    /// Texts between single spaces, read one after the other.
    private struct Fields {
        var rest: ArraySlice<UInt8>

        mutating func next() -> String {
            let field = rest.prefix { $0 != UInt8(ascii: " ") }
            rest = rest.dropFirst(field.count + 1)
            return String(decoding: field, as: UTF8.self)
        }

        /// All that is left.
        func last() -> String { String(decoding: rest, as: UTF8.self) }
    }
}
