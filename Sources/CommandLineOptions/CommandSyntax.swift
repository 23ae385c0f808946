/// What a command takes, as its parser and its help see it.
public struct CommandSyntax: Sendable {
    public let name: String
    /// What it does, in one line.
    public let summary: String
    /// More about it, a paragraph each.
    public let discussion: [String]
    /// What it takes besides options; nil where it takes nothing.
    public let operands: Operands?
    public let groups: [OptionGroup]
    /// Command lines that work as printed, the program's name with them.
    public let examples: [String]

    public init(
        name: String, summary: String, discussion: [String] = [], operands: Operands? = nil,
        groups: [OptionGroup], examples: [String]
    ) {
        self.name = name
        self.summary = summary
        self.discussion = discussion
        self.operands = operands
        self.groups = groups
        self.examples = examples
    }

    var options: [OptionDeclaration] { groups.flatMap(\.options) }
}

/// Words of a command line that are no options, at least one. After `--` all words are.
public struct Operands: Sendable {
    /// What stands for one of them in the help.
    public let placeholder: String
    public let help: String

    public init(_ placeholder: String, help: String) {
        self.placeholder = placeholder
        self.help = help
    }
}

/// What an existing command line may rely on besides a command's own syntax.
public struct Compatibility: Sendable {
    /// Options that may be shortened as far as they are unique among these; no others count.
    public let abbreviated: [String]
    /// Values, as text, of options that are not given.
    public let defaults: [String: String]

    public init(abbreviated: [String], defaults: [String: String] = [:]) {
        self.abbreviated = abbreviated
        self.defaults = defaults
    }
}

/// A command line that is wrong: what is wrong, where, and what would be right.
public struct UsageError: Error, Sendable, CustomStringConvertible {
    public let description: String

    public init(_ description: String) { self.description = description }
}
