import FoundationEssentials

/// Extended attributes: bytes under names. In JSON, both ways, the values are base64 of RFC 4648, section 4.
public struct ExtendedAttributes: Hashable, Sendable, Codable, ExpressibleByDictionaryLiteral, OptionValue {
    private struct Attribute: Hashable {
        var name: String
        var value: [UInt8]
    }

    /// Sorted by name, and each name once. A dictionary would take several times as long for the few that a file has.
    private var attributes: [Attribute] = []

    public init(_ values: [String: [UInt8]] = [:]) {
        attributes = values.map { Attribute(name: $0, value: $1) }.sorted { $0.name < $1.name }
    }

    public init(dictionaryLiteral elements: (String, [UInt8])...) {
        for (name, value) in elements { self[name] = value }
    }

    public var values: [String: [UInt8]] {
        Dictionary(uniqueKeysWithValues: attributes.map { ($0.name, $0.value) })
    }

    public subscript(name: String) -> [UInt8]? {
        get { attributes.first { $0.name == name }?.value }
        set {
            let place = attributes.firstIndex { $0.name >= name } ?? attributes.endIndex
            let isThere = place < attributes.endIndex && attributes[place].name == name
            if isThere { attributes.remove(at: place) }
            if let newValue { attributes.insert(Attribute(name: name, value: newValue), at: place) }
        }
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        self.init(
            try container.decode([String: String].self).mapValues { text in
                if let data = Data(base64Encoded: text) { return Array(data) }
                throw DecodingError.dataCorruptedError(
                    in: container, debugDescription: "\"\(text)\" is not base64")
            })
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(values.mapValues { Data($0).base64EncodedString() })
    }

    func write(to json: inout OptionsJSON) {
        json.object { json in
            for attribute in attributes { json.member(attribute.name, base64: attribute.value) }
        }
    }
}

/// Which entries get the extended attributes of a create call.
public enum XAttrPropagationStrategy: String, Hashable, Sendable, Decodable, OptionValue {
    /// Those that the call makes.
    case newPaths = "NEW_PATHS"
    /// The last component alone.
    case leafNode = "LEAF_NODE"
}

/// How set-attribute joins new extended attributes with those that are there.
public enum XAttrUpdateStrategy: String, Hashable, Sendable, Decodable, OptionValue {
    /// The new ones take the place of all.
    case truncate = "TRUNCATE"
    /// Both; the new value of a name wins.
    case unionReplace = "UNION_REPLACE"
    /// Both; the old value of a name wins.
    case unionPreserve = "UNION_PRESERVE"
    /// The given names are taken away.
    case deleteKeys = "DELETE_KEYS"
}
