/// The options of a call, as they were given.
struct Options {
    enum Value {
        case truth(Bool)
        case integer(Int64)
        case text(String)
        case texts([String])
        case message(Options)
        case textByName([String: String])
    }

    private var values: [String: Value] = [:]

    private init() {}

    func truth(_ name: String) -> Bool? { if case .truth(let value)? = values[name] { value } else { nil } }

    func integer(_ name: String) -> Int64? {
        if case .integer(let value)? = values[name] { value } else { nil }
    }

    func text(_ name: String) -> String? { if case .text(let value)? = values[name] { value } else { nil } }

    func texts(_ name: String) -> [String]? {
        if case .texts(let value)? = values[name] { value } else { nil }
    }

    func message(_ name: String) -> Options? {
        if case .message(let value)? = values[name] { value } else { nil }
    }

    func textByName(_ name: String) -> [String: String]? {
        if case .textByName(let value)? = values[name] { value } else { nil }
    }

    /// The permission bits of a mode; what it does not name is nothing.
    func mode(_ name: String) -> Int? {
        guard let mode = message(name) else { return nil }
        return ["ownerBits", "groupBits", "otherBits"].reduce(0) { bits, part in
            bits << 3 | Self.bits[mode.text(part) ?? "NONE", default: 0]
        }
    }

    private static let bits = [
        "NONE": 0, "EXECUTE": 1, "WRITE": 2, "WRITE_EXECUTE": 3, "READ": 4, "READ_EXECUTE": 5,
        "READ_WRITE": 6,
        "ALL": 7,
    ]
}

extension Options {
    /// Reads a call's body; none, and `null`, are no options. What follows the first value is not looked at.
    init(_ body: [UInt8], _ schema: OptionSchema) throws(BadOptions) {
        var reader = JSONReader(body, source: schema.form.source)
        let token = try reader.next()
        guard token != .end, token != .null else {
            self.init()
            return
        }
        try self.init(&reader, token, schema)
    }

    private init(_ reader: inout JSONReader, _ token: JSONReader.Token, _ schema: OptionSchema)
        throws(BadOptions)
    {
        try reader.object(token) { (reader, name) throws(BadOptions) in
            let token = try reader.next(in: .object)
            guard token != .end else { throw reader.endWithinObject }
            guard let kind = schema.fields[name] else { throw schema.unknown(name, reader.afterToken) }
            guard token != .null else { return }
            try schema.checkRepetition(of: name, kind, token, reader)
            values[name] = try Self.value(&reader, token, kind, in: schema)
        }
        let missing = schema.required.filter { values[$0] == nil }
        guard missing.isEmpty else {
            throw .refusedValue("Message missing required fields: \(missing.joined(separator: ", "))")
        }
    }

    private static func value(
        _ reader: inout JSONReader, _ token: JSONReader.Token, _ kind: OptionSchema.Kind,
        in schema: OptionSchema
    ) throws(BadOptions) -> Value {
        switch kind {
        case .truth: .truth(try reader.truth(token))
        case .integer(let bits): .integer(try reader.integer(token, bits: bits))
        case .text: .text(try reader.text(token, type: schema.typeName))
        case .texts: .texts(try texts(&reader, in: schema))
        case .choice(let names): .text(try reader.choice(token, names))
        case .name(let names, let type): .text(try reader.name(token, names, of: type))
        case .message(let schema): .message(try Options(&reader, token, schema))
        case .textByName:
            .textByName(
                try map(&reader, token) { (reader, token) throws(BadOptions) in
                    try schema.checkRepetition(of: "PropertiesEntry.value", .text, token, reader)
                    return token == .null ? nil : try reader.text(token, type: schema.typeName)
                })
        case .bytesByName:
            .textByName(
                try map(&reader, token) { (reader, token) throws(BadOptions) in
                    guard token != .null else { throw .nullValue }
                    try schema.checkRepetition(of: "XattrEntry.value", .text, token, reader)
                    let text = try reader.string(token, for: "BYTE_STRING")
                    try Base64.check(text)
                    return text
                })
        }
    }

    private static func texts(_ reader: inout JSONReader, in schema: OptionSchema) throws(BadOptions)
        -> [String]
    {
        let start = reader.tokenStart
        var texts: [String] = []
        var first = true
        while try !reader.ended(by: "]", first: first, containerStart: start) {
            first = false
            let token = try reader.next(in: .array)
            guard token != .null else { continue }
            try schema.checkRepetition(of: "pinnedMedia", .text, token, reader)
            texts.append(try reader.text(token, type: schema.typeName))
        }
        return texts
    }

    private static func map(
        _ reader: inout JSONReader, _ token: JSONReader.Token,
        _ value: (inout JSONReader, JSONReader.Token) throws(BadOptions) -> String?
    ) throws(BadOptions) -> [String: String] {
        guard token == .objectStart else {
            throw BadOptions(
                "Unexpected token (\(token.name)), expected START_OBJECT: Can't parse map field out of \(token.name) token\n at \(reader.atTokenStart)"
            )
        }
        var values: [String: String] = [:]
        try reader.object(token) { (reader, name) throws(BadOptions) in
            let token = try reader.next(in: .object)
            guard token != .end else { throw reader.endWithinObject }
            values[name] = try value(&reader, token)
        }
        return values
    }
}
