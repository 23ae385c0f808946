import FoundationEssentials

/// Extended attributes: bytes under names. In JSON, both ways, the values are base64 of RFC 4648, section 4.
public struct ExtendedAttributes: Hashable, Sendable, Codable, ExpressibleByDictionaryLiteral {
    public var values: [String: [UInt8]]

    public init(_ values: [String: [UInt8]] = [:]) {
        self.values = values
    }

    public init(dictionaryLiteral elements: (String, [UInt8])...) {
        values = Dictionary(elements) { $1 }
    }

    public subscript(name: String) -> [UInt8]? {
        get { values[name] }
        set { values[name] = newValue }
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        values = try container.decode([String: String].self).mapValues { text in
            guard let data = Data(base64Encoded: text) else {
                throw DecodingError.dataCorruptedError(
                    in: container, debugDescription: "\"\(text)\" is not base64")
            }
            return Array(data)
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(values.mapValues { Data($0).base64EncodedString() })
    }
}

/// Which entries get the extended attributes of a create call.
public enum XAttrPropagationStrategy: String, Hashable, Sendable, Codable {
    /// Those that the call makes.
    case newPaths = "NEW_PATHS"
    /// The last component alone.
    case leafNode = "LEAF_NODE"
}

/// How set-attribute joins new extended attributes with those that are there.
public enum XAttrUpdateStrategy: String, Hashable, Sendable, Codable {
    /// The new ones take the place of all.
    case truncate = "TRUNCATE"
    /// Both; the new value of a name wins.
    case unionReplace = "UNION_REPLACE"
    /// Both; the old value of a name wins.
    case unionPreserve = "UNION_PRESERVE"
    /// The given names are taken away.
    case deleteKeys = "DELETE_KEYS"
}
