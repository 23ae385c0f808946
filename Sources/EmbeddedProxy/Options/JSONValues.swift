// Values as Jackson reads them into Alluxio's messages, leniently.
extension JSONReader {
    /// Goes through an object whose first token is `token`; `body` reads each field's value.
    mutating func object(
        _ token: Token, _ body: (inout JSONReader, String) throws(BadOptions) -> Void
    ) throws(BadOptions) {
        guard token == .objectStart else {
            // Jackson looks into an array for what it wanted.
            let found = token == .arrayStart ? try next() : token
            throw BadOptions("Unexpected token (\(found.name)), expected FIELD_NAME: \n at \(atTokenStart)")
        }
        let start = self.start
        var first = true
        while try !ended(by: "}", first: first, containerStart: start) {
            first = false
            try body(&self, fieldName(containerStart: start))
        }
    }

    func truth(_ token: Token) throws(BadOptions) -> Bool {
        switch token {
        case .truth(let truth): return truth
        case .number(let digits): return (Double(digits) ?? 0) != 0
        case .string("true"), .string("True"), .string("TRUE"): return true
        case .string("false"), .string("False"), .string("FALSE"), .string(""): return false
        case .string(let text):
            throw cannot(
                "boolean", "String \"\(text)\"",
                ": only \"true\"/\"True\"/\"TRUE\" or \"false\"/\"False\"/\"FALSE\" recognized")
        default: throw cannot("boolean", token)
        }
    }

    func integer(_ token: Token, bits: Int) throws(BadOptions) -> Int64 {
        let type = bits == 32 ? "int" : "long"
        let digits: String
        switch token {
        case .number(let text): digits = text
        case .string(let text):
            guard Int64(text) != nil else {
                throw cannot(type, "String \"\(text)\"", ": not a valid `\(type)` value")
            }
            digits = text
        default: throw cannot(type, token)
        }
        let number = Int64(digits) ?? Double(digits).flatMap { Int64(exactly: $0.rounded(.towardZero)) }
        guard let number, bits == 64 || Int32(exactly: number) != nil else {
            let range = bits == 32 ? "\(Int32.min) - \(Int32.max)" : "\(Int64.min) - \(Int64.max)"
            throw .outOfRange(
                "Numeric value (\(digits)) out of range of \(type) (\(range))\n at \(afterToken)")
        }
        return number
    }

    /// A string, or what else is no container.
    func text(_ token: Token) throws(BadOptions) -> String {
        switch token {
        case .string(let text), .number(let text): return text
        case .truth(let truth): return String(truth)
        default: throw cannot("java.lang.String", token)
        }
    }

    /// A string, as the bytes of an extended attribute are given.
    func string(_ token: Token, for kind: String) throws(BadOptions) -> String {
        guard case .string(let text) = token else {
            throw BadOptions(
                "Unexpected token (\(token.name)), expected VALUE_STRING: Can not deserialize instance of \(kind) out of \(token.name) token\n at \(atTokenStart)"
            )
        }
        return text
    }

    mutating func texts(_ token: Token) throws(BadOptions) -> [String] {
        let start = self.start
        var texts: [String] = []
        while try !ended(by: "]", first: texts.isEmpty, containerStart: start) {
            let token = try next()
            texts.append(try text(token))
        }
        return texts
    }

    /// One of `names`, by its name or its number.
    func choice(_ token: Token, _ names: [String]) throws(BadOptions) -> String {
        let type = "com.google.protobuf.Descriptors$EnumDescriptor"
        switch token {
        case .string(let name) where name != "_" && names.contains(name): return name
        case .string(let name):
            throw cannot(
                type, "String \"\(name)\"", ": value not one of declared Enum instance names")
        case .number(let digits):
            if let number = Int(digits), names.indices.contains(number), names[number] != "_" {
                return names[number]
            }
            let indices = names.filter { $0 != "_" }.indices.map { "\($0)" }.joined(separator: ",")
            throw cannot(type, "number \(digits)", ": index value outside legal index range [\(indices)]")
        default: return try string(token, for: "ENUM")
        }
    }

    /// One of `names`, which Java has in an enum of that class.
    func name(_ token: Token, _ names: [String], of type: String) throws(BadOptions) -> String {
        guard case .string(let name) = token else { throw cannot(type, token) }
        guard names.contains(name) else {
            throw BadOptions(
                "Can not construct instance of \(type) from String value '\(name)': value not one of declared Enum instance names: [\(names.joined(separator: ", "))]\n at \(atTokenStart)"
            )
        }
        return name
    }

    private func cannot(_ type: String, _ token: Token) -> BadOptions {
        let kind = token == .arrayStart ? "Array" : token == .objectStart ? "Object" : "\(token.name)"
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
