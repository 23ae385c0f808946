extension CommandSyntax {
    /// The help of the command, for 80 columns.
    public func help(program: String) -> String {
        var lines = ["\(program) \(name): \(summary)", ""]
        for paragraph in discussion { lines += wrap(paragraph, to: 80) + [""] }
        for group in groups {
            lines.append("\(group.title):")
            for option in group.options { lines += Self.lines(of: option) }
            lines.append("")
        }
        lines += ["  --help", "      Prints this.", "", "Example:"] + examples.map { "  \($0)" }
        return lines.joined(separator: "\n")
    }

    private static func lines(of option: OptionDeclaration) -> [String] {
        var head = "  " + option.spelled
        if let placeholder = option.placeholder { head += " \(placeholder)" }
        if option.isRequired { head += "  (required)" }
        if let text = option.defaultText { head += "  (default \(text))" }
        return [head] + wrap(option.help, to: 74).map { "      \($0)" }
    }
}

/// Breaks text between words into lines of so many columns; a word that is longer has a line to itself.
private func wrap(_ text: String, to columns: Int) -> [String] {
    var lines: [String] = []
    for word in text.split(separator: " ") {
        if let last = lines.last, last.count + 1 + word.count <= columns {
            lines[lines.count - 1] = last + " " + word
        } else {
            lines.append(String(word))
        }
    }
    return lines
}
