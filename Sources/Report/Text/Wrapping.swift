extension StyledText {
    /// What a line begins with that goes on with the one above.
    private static let indent = StyledText("    ")

    /// A part without a space in it, of whatever styles.
    private struct Word {
        /// What parts it from the one before.
        var space = StyledText("")
        var text = StyledText("")
    }

    /// A sentence in lines of no more than so many columns, broken at spaces alone: a word that is longer, such as a path,
    /// stays whole. With nil it stays in one line, for programs that look for such lines.
    public func wrapped(within width: Int?) -> [StyledText] {
        guard let width, columns > width else { return [self] }
        var lines: [StyledText] = []
        var line = StyledText("")
        for (number, word) in words.enumerated() {
            let longer = line + word.space + word.text
            if number == 0 || longer.columns <= width {
                line = longer
            } else {
                lines.append(line)
                line = Self.indent + word.text
            }
        }
        return lines + [line]
    }

    private var words: [Word] {
        var words = [Word()]
        for part in parts {
            var rest = part.text[...]
            while !rest.isEmpty {
                let space = rest.prefix { $0 == " " }
                if !space.isEmpty { words.append(Word(space: StyledText(String(space), part.style))) }
                rest = rest.dropFirst(space.count)
                let text = rest.prefix { $0 != " " }
                words[words.count - 1].text =
                    words[words.count - 1].text + StyledText(String(text), part.style)
                rest = rest.dropFirst(text.count)
            }
        }
        return words
    }
}
