import FoundationEssentials

/// Any JSON, for comparing what was sent and read with what was recorded.
enum JSONValue: Hashable {
    case null
    case bool(Bool)
    case integer(Int64)
    case number(Double)
    case string(String)
    case array([JSONValue])
    case object([String: JSONValue])

    /// Nil for what is no JSON.
    ///
    /// Not by `JSONDecoder`, which throws for every type that a value is not, and each throw costs a test a backtrace.
    init?(_ bytes: [UInt8]) {
        var reader = JSONReader(rest: bytes[...])
        guard let value = reader.value(), reader.next == nil else { return nil }
        self = value
    }

    init?(encoding value: some Encodable) throws {
        self.init(Array(try JSONEncoder().encode(value)))
    }
}

extension JSONValue: Encodable {
    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .null: try container.encodeNil()
        case .bool(let value): try container.encode(value)
        case .integer(let value): try container.encode(value)
        case .number(let value): try container.encode(value)
        case .string(let value): try container.encode(value)
        case .array(let values): try container.encode(values)
        case .object(let values): try container.encode(values)
        }
    }

    var members: [String: JSONValue]? {
        if case .object(let members) = self { members } else { nil }
    }

    var elements: [JSONValue]? {
        if case .array(let elements) = self { elements } else { nil }
    }

    subscript(name: String) -> JSONValue? {
        get { members?[name] }
        set {
            guard var members else { return }
            members[name] = newValue
            self = .object(members)
        }
    }

    /// Without the members of objects that are null: to read them is to read nothing.
    var withoutNulls: JSONValue {
        switch self {
        case .array(let values): .array(values.map(\.withoutNulls))
        case .object(let values):
            .object(values.filter { $0.value != .null }.mapValues(\.withoutNulls))
        default: self
        }
    }
}
