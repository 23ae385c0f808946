/// A terminal that a program under test has for its output, for as long as it runs: made by `script` of bsdutils, which
/// every Debian has.
public enum PseudoTerminal {
    /// A command line that is given another, of words without spaces, and runs it on a terminal of so many columns. It
    /// first says `pid N`.
    public static func running(columns: Int) -> [String] {
        let line = "stty cols \(columns) rows 24; echo pid $$; exec $*"
        return [
            "/bin/sh", "-c",
            #"line="\#(line.replacing("$$", with: #"\$\$"#))"; exec script -qec "$line" /dev/null"#, "sh",
        ]
    }

    /// What was shown in the place of other text, and was replaced: whatever stands between two erasures, and is not ended.
    public static func renewed(in output: String) -> [String] {
        let pieces = output.split(separator: TerminalScreen.eraseLine, omittingEmptySubsequences: false)
        return pieces.dropFirst().dropLast().map { piece in
            TerminalScreen.plain(
                String(piece.split(separator: "\r\n", omittingEmptySubsequences: false).last ?? ""))
        }
    }

    /// The lines that stay.
    public static func kept(in output: String) -> [String] {
        // What was renewed stands after the last line's end.
        let text = output.split(separator: TerminalScreen.eraseLine, omittingEmptySubsequences: false).map {
            $0.split(separator: "\r\n", omittingEmptySubsequences: false).dropLast().map { $0 + "\r\n" }
                .joined()
        }.joined()
        return text.split(separator: "\r\n", omittingEmptySubsequences: false).dropLast().map {
            TerminalScreen.plain(String($0))
        }
    }
}
