// What Jackson says of options that are none of their schema's.
extension OptionSchema.Form {
    /// What Jackson calls the body that it reads.
    var source: String {
        let stream = "org.glassfish.jersey.message.internal.ReaderInterceptorExecutor$UnCloseableInputStream"
        // A bean's reader names the stream itself, by Java's hash of it.
        return switch self {
        case .builder: "(\(stream))"
        case .bean: "\(stream)@7455cdb8"
        }
    }
}

extension OptionSchema {
    /// The message's own class, of which Jackson reads a builder.
    var typeName: String {
        className.hasSuffix("$Builder") ? String(className.dropLast("$Builder".count)) : "java.lang.String"
    }

    /// Only a repeated field is an array, and it is one.
    func checkRepetition(
        of name: String, _ kind: Kind, _ token: JSONReader.Token, _ reader: JSONReader
    ) throws(BadOptions) {
        guard case .builder(let message) = form, !kind.isMap, (token == .arrayStart) != kind.isRepeated else {
            return
        }
        let found = kind.isRepeated ? "Expected JSON array for " : "Encountered START_ARRAY token for non-"
        throw BadOptions("\(found)repeated field \(message).\(name)\n at \(reader.atTokenStart)")
    }

    func unknown(_ name: String, _ place: String) -> BadOptions {
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
