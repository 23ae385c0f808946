// Values as Jackson reads them into Alluxio's messages, leniently.
extension JSONReader {
    /// Goes through an object whose first token is `token`; `body` reads each field's value.
    mutating func object(
        _ token: Token, _ body: (inout JSONReader, String) throws(BadOptions) -> Void
    ) throws(BadOptions) {
        let token = try unwrapped(token)
        guard token == .objectStart else {
            throw BadOptions("Unexpected token (\(token.name)), expected FIELD_NAME: \n at \(atTokenStart)")
        }
        let start = tokenStart
        var first = true
        while try !ended(by: "}", first: first, containerStart: start) {
            first = false
            try body(&self, fieldName())
        }
    }

    /// Jackson looks into an array for what it wanted.
    private mutating func unwrapped(_ token: Token) throws(BadOptions) -> Token {
        guard token == .arrayStart else { return token }
        return try ended(by: "]", first: true, containerStart: tokenStart) ? .arrayEnd : next(in: .array)
    }

    mutating func truth(_ token: Token) throws(BadOptions) -> Bool {
        switch token {
        case .truth(let truth): return truth
        case .number(let digits) where token.name == "VALUE_NUMBER_INT": return (Double(digits) ?? 0) != 0
        case .string:
            let text = try text()
            switch Self.trimmed(text) {
            case "true", "True", "TRUE": return true
            case "false", "False", "FALSE", "", "null": return false
            default:
                throw cannot(
                    "boolean", "String \"\(text)\"",
                    ": only \"true\"/\"True\"/\"TRUE\" or \"false\"/\"False\"/\"FALSE\" recognized")
            }
        default: throw cannot("boolean", token)
        }
    }

    mutating func integer(_ token: Token, bits: Int) throws(BadOptions) -> Int64 {
        let type = bits == 32 ? "int" : "long"
        let digits: String
        switch token {
        case .number(let text): digits = text
        case .string:
            let text = try text()
            let trimmed = Self.trimmed(text)
            if trimmed.isEmpty || trimmed == "null" { return 0 }
            guard Int64(trimmed) != nil else {
                throw cannot(type, "String \"\(text)\"", ": not a valid `\(type)` value")
            }
            digits = String(trimmed)
        default: throw cannot(type, token)
        }
        let number = Int64(digits) ?? Double(digits).flatMap { Int64(exactly: $0.rounded(.towardZero)) }
        guard let number, bits == 64 || Int32(exactly: number) != nil else {
            throw outOfRange(digits, bits: bits)
        }
        return number
    }

    private func outOfRange(_ digits: String, bits: Int) -> BadOptions {
        let range = bits == 32 ? "\(Int32.min) - \(Int32.max)" : "\(Int64.min) - \(Int64.max)"
        return .outOfRange(
            "Numeric value (\(digits)) out of range of \(bits == 32 ? "int" : "long") (\(range))\n at \(afterToken)"
        )
    }

    /// A string, or what else is no container; `type` is what Jackson says that it wanted.
    mutating func text(_ token: Token, type: String) throws(BadOptions) -> String {
        switch token {
        case .string: return try text()
        case .number(let text): return text
        case .truth(let truth): return String(truth)
        default: throw cannot(type, token)
        }
    }

    /// A string, as the bytes of an extended attribute are given.
    mutating func string(_ token: Token, for kind: String) throws(BadOptions) -> String {
        guard case .string = token else {
            throw BadOptions(
                "Unexpected token (\(token.name)), expected VALUE_STRING: Can not deserialize instance of \(kind) out of \(token.name) token\n at \(atTokenStart)"
            )
        }
        return try text()
    }

    /// One of `names`, by its name or its number.
    mutating func choice(_ token: Token, _ names: [String]) throws(BadOptions) -> String {
        let type = "com.google.protobuf.Descriptors$EnumDescriptor"
        switch token {
        case .string:
            let name = try text()
            guard name != "_", names.contains(name) else {
                throw cannot(
                    type, "String \"\(name)\"", ": value not one of declared Enum instance names")
            }
            return name
        case .number(let digits) where token.name == "VALUE_NUMBER_INT":
            guard let number = Int32(digits) else { throw outOfRange(digits, bits: 32) }
            if names.indices.contains(Int(number)), names[Int(number)] != "_" { return names[Int(number)] }
            let indices = names.filter { $0 != "_" }.indices.map { "\($0)" }.joined(separator: ",")
            throw cannot(type, "number \(digits)", ": index value outside legal index range [\(indices)]")
        default: return try string(token, for: "ENUM")
        }
    }

    /// One of `names`, which Java has in an enum of that class.
    mutating func name(_ token: Token, _ names: [String], of type: String) throws(BadOptions) -> String {
        guard case .string = token else { throw cannot(type, token) }
        let name = try text()
        guard names.contains(name) else {
            throw BadOptions(
                "Can not construct instance of \(type) from String value '\(name)': value not one of declared Enum instance names: [\(names.joined(separator: ", "))]\n at \(atTokenStart)"
            )
        }
        return name
    }

    private static func trimmed(_ text: String) -> Substring {
        var text = text[...]
        while let first = text.unicodeScalars.first, first.value <= 0x20 { text.unicodeScalars.removeFirst() }
        while let last = text.unicodeScalars.last, last.value <= 0x20 { text.unicodeScalars.removeLast() }
        return text
    }

    private func cannot(_ type: String, _ token: Token) -> BadOptions {
        let kind =
            switch token {
            case .arrayStart: "Array"
            case .objectStart: "Object"
            case .truth: "Boolean"
            case .number: token.name == "VALUE_NUMBER_INT" ? "Integer" : "Floating-point"
            case .string: "String"
            case .objectEnd, .arrayEnd, .null, .end: token.name
            }
        return cannot(type, "\(kind) value (token `JsonToken.\(token.name)`)", "")
    }

    private func cannot(_ type: String, _ from: String, _ why: String) -> BadOptions {
        BadOptions("Cannot deserialize value of type `\(type)` from \(from)\(why)\n at \(atTokenStart)")
    }
}

extension JSONReader.Token {
    /// Jackson's name of it.
    var name: String {
        switch self {
        case .objectStart: "START_OBJECT"
        case .objectEnd: "END_OBJECT"
        case .arrayStart: "START_ARRAY"
        case .arrayEnd: "END_ARRAY"
        case .string: "VALUE_STRING"
        case .number(let digits):
            digits.contains { ".eE".contains($0) } ? "VALUE_NUMBER_FLOAT" : "VALUE_NUMBER_INT"
        case .truth(let truth): truth ? "VALUE_TRUE" : "VALUE_FALSE"
        case .null: "VALUE_NULL"
        case .end: "NOT_AVAILABLE"
        }
    }
}
