extension CommandSyntax {
    /// The help of the command, for 80 columns.
    public func help(program: String) -> String {
        var lines = wrap("\(program) \(name): \(summary)", to: 80) + [""]
        for paragraph in discussion { lines += wrap(paragraph, to: 80) + [""] }
        if let operands {
            lines +=
                ["  \(operands.placeholder)…  (required)"] + wrap(operands.help, to: 74).map { "      \($0)" }
            lines.append("")
        }
        for group in groups {
            lines.append("\(group.title):")
            for option in group.options { lines += Self.lines(of: option) }
            lines.append("")
        }
        lines +=
            ["  --help", "      Prints this.", "", "Example:"] + examples.flatMap(Self.lines(ofExample:))
        return lines.joined(separator: "\n")
    }

    private static func lines(of option: OptionDeclaration) -> [String] {
        var head = "  " + option.spelled
        if let placeholder = option.placeholder { head += " \(placeholder)" }
        var notes: [String] = []
        if option.isRequired { notes.append("(required)") }
        if let text = option.defaultText { notes.append("(default \(text))") }
        let line = ([head] + notes).joined(separator: "  ")
        let lines = line.count <= 80 ? [line] : [head] + notes.map { "      \($0)" }
        return lines + wrap(option.help, to: 74).map { "      \($0)" }
    }

    /// A command line that goes on after a `\` where it is too long, as a shell takes it.
    private static func lines(ofExample example: String) -> [String] {
        var lines: [String] = []
        // An option and its value stay together.
        for part in example.split(separator: " --") {
            let text = lines.isEmpty ? String(part) : "--\(part)"
            if let last = lines.last, last.count + 1 + text.count <= 74 {
                lines[lines.count - 1] = last + " " + text
            } else {
                lines.append(text)
            }
        }
        return lines.enumerated().map { index, line in
            (index == 0 ? "  " : "      ") + line + (index < lines.count - 1 ? " \\" : "")
        }
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
