/// The options of a command line that was read: every one of them has a value that its format takes.
public struct ParsedOptions: Sendable {
    /// The words that are no options, in their order.
    public let operands: [String]
    private var given: [String: String]
    /// The names of those that are not from the environment.
    private let onLine: Set<String>
    /// What holds, over an option's own default, under the name that the program was called by.
    private var defaults: [String: String]
    private var declarations: [OptionDeclaration]

    init(
        onLine: [String: String], inEnvironment: [String: String], defaults: [String: String],
        of declarations: [OptionDeclaration], operands: [String]
    ) {
        self.operands = operands
        given = inEnvironment.merging(onLine) { $1 }
        self.onLine = Set(onLine.keys)
        self.defaults = defaults
        self.declarations = declarations
    }

    /// The value of an option of the command.
    public subscript<Value>(option: Option<Value>) -> Value {
        if let text = given[option.name] ?? defaults[option.name], let value = try? option.read(text) {
            return value
        }
        guard let absent = option.absent else {
            // The parser let no required option be left out, nor a value that can't be read.
            preconditionFailure("--\(option.name) is not an option of this command")
        }
        return absent
    }

    /// Whether it was given, on the command line or in the environment.
    public func isGiven(_ option: some AnyOption) -> Bool { given[option.declaration.name] != nil }

    /// Whether it was given, and is no switch that the environment turns off.
    public func isOn(_ option: some AnyOption) -> Bool {
        let declaration = option.declaration
        return given[declaration.name].map { !declaration.isSwitch || $0 == "1" } ?? false
    }

    /// Whether it was given on this command line. What is in the environment is for many, and may be of no use to one.
    public func isOnLine(_ option: some AnyOption) -> Bool { onLine.contains(option.declaration.name) }

    /// Every option that has a value, by name, as its format writes it, with what is shown of it; each of several on a line
    /// of its own.
    public var texts: [String: String] {
        var texts = defaults.merging(given) { $1 }.mapValues {
            $0.replacing(String(OptionDeclaration.between), with: "\n")
        }
        for declaration in declarations {
            let text = texts[declaration.name] ?? (declaration.isSwitch ? "0" : declaration.defaultText)
            texts[declaration.name] = text.map { text in declaration.shown.map { $0(text) } ?? text }
        }
        return texts
    }

    /// The same without an option, which had no effect.
    public func without(_ option: some AnyOption) -> ParsedOptions {
        let name = option.declaration.name
        var options = self
        options.given[name] = nil
        options.defaults[name] = nil
        options.declarations.removeAll { $0.name == name }
        return options
    }

    /// What is wrong with an option's value.
    public func error(_ option: some AnyOption, _ reason: String) -> UsageError {
        UsageError("\(option.declaration.spelled): \(reason)")
    }
}
