import FoundationEssentials

extension ResultDocument {
    /// Tells a result from other JSON.
    private struct Head: Decodable {
        var schema: Int?
        var command: String?
    }

    /// Reads a document.
    ///
    /// - Parameter file: its name, for the error.
    public init(_ json: [UInt8], file: String) throws(UnreadableResult) {
        do {
            let (decoder, data) = (JSONDecoder(), Data(json))
            let head = try decoder.decode(Head.self, from: data)
            guard let schema = head.schema, head.command != nil else {
                throw UnreadableResult(file, .otherJSON("it has no 'schema' and 'command'"))
            }
            guard schema == Self.schema else { throw UnreadableResult(file, .schema(schema)) }
            self = try decoder.decode(Self.self, from: data)
            var scan = NumberScan(json)
            if let number = scan.firstImpossible() {
                throw UnreadableResult(
                    file, .otherJSON("'\(number.path)' is \(number.text), which no run can have"))
            }
        } catch let error as UnreadableResult {
            throw error
        } catch {
            throw UnreadableResult(file, (error as? DecodingError)?.flaw ?? .notJSON("\(error)"))
        }
    }

    /// A file has no more, but for what is listed one by one: errors, findings, warnings.
    public static let mostBytes = 2_000_000
    /// What of them is for what there usually is in the lists.
    private static let share = 20

    /// The document's bytes, ending in a line feed. Of what would be more than `mostBytes` the run's course is told in fewer
    /// and longer intervals, and of more than 512 processes without latencies and intervals of each.
    public func encoded(mostBytes: Int = mostBytes) throws -> [UInt8] {
        var (document, bytes) = (self, try laidOut())
        guard bytes.count > mostBytes else { return bytes }
        let lists = bytes.count - (try withoutLists.laidOut().count)
        while bytes.count - lists > mostBytes - mostBytes / Self.share, document.coarsen() {
            bytes = try document.laidOut()
        }
        return bytes
    }

    private func laidOut() throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return JSONLayout.withShortLines(Array(try encoder.encode(self))) + [UInt8(ascii: "\n")]
    }
}

extension DecodingError {
    /// What is said of a document by it.
    fileprivate var flaw: UnreadableResult.Flaw {
        switch self {
        case .keyNotFound(let key, let context):
            .otherJSON("it has no '\(Self.name(context.codingPath + [key]))'")
        case .typeMismatch(_, let context), .valueNotFound(_, let context):
            .otherJSON("\(Self.subject(context.codingPath)) is not what it is in one")
        case .dataCorrupted(let context) where !context.codingPath.isEmpty:
            .otherJSON("\(Self.subject(context.codingPath)): \(context.debugDescription)")
        case .dataCorrupted(let context):
            .notJSON(context.underlyingError.map { "\($0)" } ?? context.debugDescription)
        @unknown default: .notJSON("\(self)")
        }
    }

    private static func subject(_ path: [any CodingKey]) -> String {
        path.isEmpty ? "the whole" : "'\(name(path))'"
    }

    /// `totals.files`, `processes[3].bytes`.
    private static func name(_ path: [any CodingKey]) -> String {
        path.reduce("") { name, key in
            if let index = key.intValue { return "\(name)[\(index)]" }
            return name.isEmpty ? key.stringValue : "\(name).\(key.stringValue)"
        }
    }
}
