/// What a command line comes to.
public enum ParsedCommandLine: Sendable {
    case options(ParsedOptions)
    /// `--help` stands on it.
    case help
}

extension CommandSyntax {
    /// Reads a command line, of which the last of an option that is given again holds, over the environment, over defaults.
    ///
    /// - Parameters:
    ///   - arguments: what follows the command's name.
    ///   - environment: variables by name. `ALLUXIO_STRESS_` and an option's name in capitals, with `_` for `-`, gives its
    ///     value; those of options that the command lacks are ignored. After them come an option's `otherVariables`.
    public func parse(
        _ arguments: [String], environment: [String: String] = [:], compatibility: Compatibility? = nil
    ) throws(UsageError) -> ParsedCommandLine {
        let defaults = compatibility?.defaults ?? [:]
        var onLine: [String: String] = [:]
        var rest = arguments[...]
        var operands: [String] = []
        while let argument = rest.popFirst() {
            if argument == "--help" || argument == "-h" { return .help }
            if self.operands != nil, argument == "--" {
                operands += rest
                break
            }
            if self.operands != nil, !argument.hasPrefix("-") {
                operands.append(argument)
                continue
            }
            let (name, inline) = try Self.split(argument)
            let option = try option(named: name, compatibility)
            let text = try value(of: option, inline, &rest)
            let canonical = try Self.canonical(option, text, as: option.spelled)
            let before =
                option.isRepeatable
                ? onLine[option.name].map { $0 + String(OptionDeclaration.between) } ?? "" : ""
            onLine[option.name] = before + canonical
        }
        let inEnvironment = try given(in: environment, but: onLine)
        let isAbsent = { (name: String) in [onLine, inEnvironment, defaults].allSatisfy { $0[name] == nil } }
        for option in options where option.isRequired && isAbsent(option.name) {
            throw UsageError("\(option.spelled) is required: \(option.help)")
        }
        if let wanted = self.operands, operands.isEmpty {
            throw UsageError("\(wanted.placeholder) is required: \(wanted.help)")
        }
        return .options(
            ParsedOptions(
                onLine: onLine, inEnvironment: inEnvironment, defaults: defaults, of: options,
                operands: operands))
    }

    /// What the environment gives of the options that the line does not.
    private func given(in environment: [String: String], but onLine: [String: String])
        throws(UsageError) -> [String: String]
    {
        var texts: [String: String] = [:]
        for option in options where onLine[option.name] == nil {
            let variable = Self.variable(of: option)
            guard let text = environment[variable] else { continue }
            texts[option.name] = try Self.canonical(option, text, as: variable)
        }
        let isGiven = { (name: String) in onLine[name] != nil || texts[name] != nil }
        for option in options where !isGiven(option.name) {
            let needed = option.otherVariablesNeed
            guard needed.isEmpty || needed.contains(where: isGiven),
                let variable = option.otherVariables.first(where: { environment[$0] != nil }),
                let text = environment[variable]
            else { continue }
            texts[option.name] = try Self.canonical(option, text, as: variable)
        }
        return texts
    }

    /// Of the variables that give options.
    public static let variablePrefix = "ALLUXIO_STRESS_"

    static func variable(of option: OptionDeclaration) -> String {
        variablePrefix + option.name.uppercased().map { $0 == "-" ? "_" : String($0) }.joined()
    }

    /// `--name=value` or `--name`, taken apart.
    private static func split(_ argument: String) throws(UsageError) -> (name: String, value: String?) {
        guard argument.hasPrefix("--"), argument.count > 2 else {
            throw UsageError("'\(argument)' is not an option: options begin with --")
        }
        let text = argument.dropFirst(2)
        guard let equals = text.firstIndex(of: "=") else { return (String(text), nil) }
        return (String(text[..<equals]), String(text[text.index(after: equals)...]))
    }

    private func option(named name: String, _ compatibility: Compatibility?)
        throws(UsageError) -> OptionDeclaration
    {
        if let option = options.first(where: { $0.name == name }) { return option }
        let matches = (compatibility?.abbreviated ?? []).filter { $0.hasPrefix(name) }
        if matches.count > 1 {
            throw UsageError(
                "--\(name) could be \(matches.map { "--\($0)" }.joined(separator: " or "))")
        }
        if let match = matches.first, let option = options.first(where: { $0.name == match }) {
            return option
        }
        let near = nearestName(to: name, among: options.map(\.name) + ["help"])
        throw UsageError(
            "\(self.name) has no option --\(name)" + (near.map { "; did you mean --\($0)?" } ?? ""))
    }

    private func value(of option: OptionDeclaration, _ inline: String?, _ rest: inout ArraySlice<String>)
        throws(UsageError) -> String
    {
        if option.isSwitch {
            guard inline == nil else {
                throw UsageError("\(option.spelled) takes no value: it is on when it is given")
            }
            return "1"
        }
        if let inline { return inline }
        guard let next = rest.first, !next.hasPrefix("--") else {
            throw UsageError("\(option.spelled) needs a value: \(option.spelled) \(option.placeholder ?? "")")
        }
        rest.removeFirst()
        return next
    }

    private static func canonical(_ option: OptionDeclaration, _ text: String, as name: String)
        throws(UsageError) -> String
    {
        do { return try option.canonical(text) } catch { throw UsageError("\(name): \(error.reason)") }
    }
}
