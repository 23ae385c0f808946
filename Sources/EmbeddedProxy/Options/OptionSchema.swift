/// The fields of one of Alluxio's option messages, by their names in JSON.
final class OptionSchema: Sendable {
    enum Kind: Sendable {
        case truth
        /// Of so many bits.
        case integer(Int)
        case text
        case texts
        /// One of these, or its number, from 0; "_" is no name.
        case choice([String])
        /// One of these, which Java has in an enum that is named so.
        case name([String], of: String)
        case message(OptionSchema)
        /// Values are base64.
        case bytesByName
        case textByName

        var isRepeated: Bool { if case .texts = self { true } else { false } }

        var isMap: Bool {
            switch self {
            case .bytesByName, .textByName: true
            default: false
            }
        }
    }

    /// What Jackson puts the options into, which shows in its words.
    enum Form: Sendable {
        /// A builder of the message that protobuf names so.
        case builder(message: String)
        /// A Java bean.
        case bean
    }

    /// As Jackson names it.
    let className: String
    let form: Form
    let fields: [String: Kind]
    /// The fields' names in the order in which Jackson lists them.
    let names: [String]
    /// Those without which there is no message.
    let required: [String]

    init(className: String, form: Form, required: [String] = [], _ fields: KeyValuePairs<String, Kind>) {
        self.required = required
        self.className = className
        self.form = form
        self.fields = Dictionary(uniqueKeysWithValues: fields.map { ($0.key, $0.value) })
        names = fields.map(\.key)
    }

    private init(
        copyOf other: OptionSchema, without name: String
    ) {
        className = other.className
        required = other.required
        form = other.form
        fields = other.fields.filter { $0.key != name }
        names = other.names.filter { $0 != name }
    }

    /// The same without a field.
    func without(_ name: String) -> OptionSchema { OptionSchema(copyOf: self, without: name) }
}
