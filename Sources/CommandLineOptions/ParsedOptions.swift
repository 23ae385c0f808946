/// The options of a command line that was read: every one of them has a value that its format takes.
public struct ParsedOptions: Sendable {
    /// The words that are no options, in their order.
    public let operands: [String]
    private let given: [String: String]
    private let declarations: [OptionDeclaration]

    init(texts: [String: String], of declarations: [OptionDeclaration], operands: [String]) {
        self.operands = operands
        given = texts
        self.declarations = declarations
    }

    /// The value of an option of the command.
    public subscript<Value>(option: Option<Value>) -> Value {
        if let text = given[option.name], let value = try? option.read(text) { return value }
        guard let absent = option.absent else {
            // The parser let no required option be left out, nor a value that can't be read.
            preconditionFailure("--\(option.name) is not an option of this command")
        }
        return absent
    }

    /// Whether it was given, on the command line or in the environment.
    public func isGiven(_ option: some AnyOption) -> Bool { given[option.declaration.name] != nil }

    /// Every option that has a value, by name, as its format writes it.
    public var texts: [String: String] {
        var texts = given
        for declaration in declarations where texts[declaration.name] == nil {
            texts[declaration.name] = declaration.isSwitch ? "0" : declaration.defaultText
        }
        return texts
    }

    /// What is wrong with an option's value.
    public func error(_ option: some AnyOption, _ reason: String) -> UsageError {
        UsageError("\(option.declaration.spelled): \(reason)")
    }
}
