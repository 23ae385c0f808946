/// A line of a record: what happened to a file.
public struct RecordEvent: Sendable, Equatable {
    public enum Kind: Sendable, Equatable {
        /// The file is about to be written anew, and what stood at its path deleted. Run and version are those of what
        /// stood there; both are 0 where nothing did, or nothing that bore a mark.
        case replace
        /// The file is stored: of so many bytes, with that kind of content, since so many seconds after 1970.
        case stored(length: Int64, data: Content.Kind, time: Double)
    }

    public var kind: Kind
    public var run: UInt32
    public var node: String
    public var number: FileNumber
    public var version: Int
    /// In Alluxio.
    public var path: String

    public init(_ kind: Kind, run: UInt32, node: String, _ number: FileNumber, version: Int, path: String) {
        self.kind = kind
        self.run = run
        self.node = node
        self.number = number
        self.version = version
        self.path = path
    }
}

extension RecordEvent {
    /// How a line begins, whatever it says.
    static let beginning = Array(#"{"event": ""#.utf8)

    /// The line, its line feed with it.
    var line: [UInt8] {
        let common =
            #""run": \#(run), "node": \#(Self.quoted(node)), "process": \#(number.process), "file": \#(number.file), "version": \#(version), "path": \#(Self.quoted(path))"#
        let text =
            switch kind {
            case .replace: #"{"event": "replace", \#(common)}"#
            case .stored(let length, let data, let time):
                #"{"event": "stored", \#(common), "length": \#(length), "data": "\#(data.rawValue)", "time": \#(time)}"#
            }
        return Array((text + "\n").utf8)
    }

    /// A text as JSON has it.
    private static func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\": quoted += "\\\(scalar)"
            case ..<" ":
                let digits = String(scalar.value, radix: 16)
                quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }
}
