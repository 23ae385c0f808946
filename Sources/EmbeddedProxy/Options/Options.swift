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
            guard let kind = schema.fields[name] else {
                _ = try reader.next()
                throw schema.unknown(name, reader.afterToken)
            }
            let token = try reader.next()
            guard token != .end else { throw reader.endWithinObject }
            if token != .null, case .builder(let message) = schema.form,
                (token == .arrayStart) != kind.isRepeated
            {
                let found =
                    kind.isRepeated ? "Expected JSON array for " : "Encountered START_ARRAY token for non-"
                throw BadOptions(
                    "\(found)repeated field \(message).\(name)\n at \(reader.atTokenStart)")
            }
            if token != .null { values[name] = try Self.value(&reader, token, kind) }
        }
    }

    private static func value(
        _ reader: inout JSONReader, _ token: JSONReader.Token, _ kind: OptionSchema.Kind
    )
        throws(BadOptions) -> Value
    {
        switch kind {
        case .truth: return .truth(try reader.truth(token))
        case .integer(let bits): return .integer(try reader.integer(token, bits: bits))
        case .text: return .text(try reader.text(token))
        case .texts: return .texts(try reader.texts(token))
        case .choice(let names): return .text(try reader.choice(token, names))
        case .name(let names, let type): return .text(try reader.name(token, names, of: type))
        case .message(let schema): return .message(try Options(&reader, token, schema))
        case .textByName, .bytesByName:
            var values: [String: String] = [:]
            try reader.object(token) { (reader, name) throws(BadOptions) in
                let token = try reader.next()
                if case .bytesByName = kind {
                    let text = try reader.string(token, for: "BYTE_STRING")
                    try Base64.check(text)
                    values[name] = text
                } else {
                    values[name] = try reader.text(token)
                }
            }
            return .textByName(values)
        }
    }
}

extension OptionSchema.Form {
    /// What Jackson calls the body that it reads.
    fileprivate var source: String {
        let stream = "org.glassfish.jersey.message.internal.ReaderInterceptorExecutor$UnCloseableInputStream"
        // A bean's reader names the stream itself, by Java's hash of it.
        return switch self {
        case .builder: "(\(stream))"
        case .bean: "\(stream)@7455cdb8"
        }
    }
}

extension OptionSchema {
    fileprivate func unknown(_ name: String, _ place: String) -> BadOptions {
        let known =
            switch form {
            case .builder: ""
            case .bean where names.count == 1: " (one known property: \(quoted)])"
            case .bean: " (\(names.count) known properties: \(quoted)])"
            }
        return BadOptions(
            "Unrecognized field \"\(name)\" (class \(className)), not marked as ignorable\(known)\n at \(place) (through reference chain: \(className)[\"\(name)\"])"
        )
    }

    private var quoted: String { names.map { "\"\($0)\"" }.joined(separator: ", ") }
}
