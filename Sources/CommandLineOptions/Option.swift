/// One option of a command: its name, what its value may be, and what holds when it is not given.
///
///     static let port = Option("port", .port, default: 39999, help: "The port of the proxy.")
///     static let timeout = Option("timeout", .duration, help: "For one whole file.")     // a Duration?
///     static let source = Option.required("src", .text, help: "The file to read.")
///     static let force = Option.switch("force", help: "Replaces what is there.")
///
/// The value is read from what was parsed by the option itself: `options[port]`.
public struct Option<Value: Sendable>: Sendable {
    /// Without the two dashes.
    public let name: String
    let read: @Sendable (String) throws(InvalidValue) -> Value
    /// What holds when it is not given; nil where it must be.
    let absent: Value?
    public private(set) var declaration: OptionDeclaration

    /// An option with a default.
    public init(_ name: String, _ format: ValueFormat<Value>, default value: Value, help: String) {
        self.name = name
        read = format.read
        absent = value
        declaration = OptionDeclaration(
            name: name, help: help, placeholder: format.placeholder, defaultText: format.write(value),
            canonical: { text throws(InvalidValue) in format.write(try format.read(text)) })
    }

    /// An option that may be left out.
    public init<Given>(_ name: String, _ format: ValueFormat<Given>, help: String) where Value == Given? {
        self.name = name
        read = { text throws(InvalidValue) in try format.read(text) }
        absent = .some(nil)
        declaration = OptionDeclaration(
            name: name, help: help, placeholder: format.placeholder,
            canonical: { text throws(InvalidValue) in format.write(try format.read(text)) })
    }

    private init(required name: String, _ format: ValueFormat<Value>, help: String) {
        self.name = name
        read = format.read
        absent = nil
        declaration = OptionDeclaration(
            name: name, help: help, placeholder: format.placeholder, isRequired: true,
            canonical: { text throws(InvalidValue) in format.write(try format.read(text)) })
    }

    /// An option that must be given.
    public static func required(_ name: String, _ format: ValueFormat<Value>, help: String) -> Self {
        Self(required: name, format, help: help)
    }
}

extension Option where Value == [String] {
    /// An option that may be given several times, each time with a text more.
    public static func texts(_ name: String, _ placeholder: String, help: String) -> Self {
        Self(texts: name, .text(placeholder), help: help)
    }

    private init(texts name: String, _ format: ValueFormat<String>, help: String) {
        self.name = name
        read = { texts throws(InvalidValue) in
            texts.split(separator: OptionDeclaration.between).map(String.init)
        }
        absent = []
        declaration = OptionDeclaration(
            name: name, help: help, placeholder: format.placeholder, isRepeatable: true,
            canonical: { text throws(InvalidValue) in try format.read(text) })
    }
}

extension Option where Value == Bool {
    /// An option without a value: on when it is given. In the environment it is `1` or `0`.
    public static func `switch`(_ name: String, help: String) -> Self {
        Self(switch: name, help: help)
    }

    private init(switch name: String, help: String) {
        let read = ValueFormat.onOrOff.read
        self.name = name
        self.read = read
        absent = false
        declaration = OptionDeclaration(
            name: name, help: help, placeholder: nil,
            canonical: { text throws(InvalidValue) in try read(text) ? "1" : "0" })
    }
}

/// What the parser and the help know of an option, whatever its value.
public struct OptionDeclaration: Sendable {
    public let name: String
    let help: String
    /// What stands for the value in the help; nil of a switch, which has none.
    let placeholder: String?
    var defaultText: String?
    var isRequired = false
    /// Whether each time that it is given adds to the times before.
    var isRepeatable = false
    /// Stands between the values of an option that was given several times: a command line has it nowhere.
    static let between: Character = "\0"
    /// Variables of the environment that are not the program's, of which the first that is there gives its value where
    /// nothing else does: such as a batch system sets.
    var otherVariables: [String] = []
    /// Of these options one must be given for that; empty where none must.
    var otherVariablesNeed: [String] = []
    /// What of a value is shown with the others, where that is not all of it.
    var shown: (@Sendable (String) -> String)?
    /// Writes a value that was given in the one way that its format writes it.
    let canonical: @Sendable (String) throws(InvalidValue) -> String

    var isSwitch: Bool { placeholder == nil }
    /// As it stands on a command line.
    var spelled: String { "--\(name)" }
}

/// An option of any value.
public protocol AnyOption: Sendable {
    var declaration: OptionDeclaration { get }
}

extension Option {
    /// The same option, of whose value what `shown` leaves is shown: a value may hold a secret.
    public func showing(_ shown: @escaping @Sendable (String) -> String) -> Self {
        var option = self
        option.declaration.shown = shown
        return option
    }

    /// The same option, whose value the first of these variables of the environment gives that is there, where nothing else
    /// does.
    ///
    /// - Parameter others: the names of options of which one must be given for that; empty where none must.
    public func orElse(from variables: [String], with others: [String] = []) -> Self {
        var option = self
        option.declaration.otherVariables = variables
        option.declaration.otherVariablesNeed = others
        return option
    }
}

extension Option: AnyOption {}

/// Options that belong together, under a heading of the help.
public struct OptionGroup: Sendable {
    public let title: String
    public let options: [OptionDeclaration]

    public init(_ title: String, _ options: [any AnyOption]) {
        self.title = title
        self.options = options.map(\.declaration)
    }
}
