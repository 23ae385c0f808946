import Alluxio
import CommandLineOptions

/// Headers that every request bears. A secret comes by file or environment: a command line is shown to every user of the
/// machine.
enum HeaderOptions {
    static let header = Option.texts(
        "header", "'NAME: VALUE'",
        help:
            "A header that is sent with every request. May be given several times. One that holds a secret is refused here, where other users see it: see --header-file."
    ).showing(names)
    static let file = Option(
        "header-file", .text("FILE"),
        help:
            "Sends the headers that stand in this file, one NAME: VALUE a line. Only its owner should be able to read it. The variable ALLUXIO_STRESS_HEADER may hold secrets, too, a header a line."
    )

    static func headers(_ options: ParsedOptions) throws(UsageError) -> [HTTPHeader] {
        try given(options) + read(options)
    }

    /// Of the command line, each as it is; of the environment, which can't give an option twice, one a line.
    private static func given(_ options: ParsedOptions) throws(UsageError) -> [HTTPHeader] {
        let isOnLine = options.isOnLine(header)
        let texts = isOnLine ? options[header] : options[header].flatMap(lines)
        var headers: [HTTPHeader] = []
        for (index, text) in texts.enumerated() {
            let one = try read(text, as: "header \(index + 1)", of: header, options, isSecret: !isOnLine)
            guard !isOnLine || !isForSecrets(one.name) && !one.holdsCredentials else {
                throw options.error(
                    header,
                    "a command line is shown to every user of this machine, and \(one.name) holds a secret: give it in a file with --header-file, or in the variable ALLUXIO_STRESS_HEADER"
                )
            }
            headers.append(one)
        }
        return headers
    }

    private static func read(_ options: ParsedOptions) throws(UsageError) -> [HTTPHeader] {
        guard let path = options[file] else { return [] }
        let text = String(decoding: try SmallFile.read(path, of: file, options), as: UTF8.self)
        var headers: [HTTPHeader] = []
        for (index, line) in lines(of: text).enumerated() {
            headers.append(
                try read(line, as: "header \(index + 1) in '\(path)'", of: file, options, isSecret: true))
        }
        guard !headers.isEmpty else { throw options.error(file, "there is no header in '\(path)'") }
        return headers
    }

    private static func read(
        _ text: String, as name: String, of option: some AnyOption, _ options: ParsedOptions, isSecret: Bool
    ) throws(UsageError) -> HTTPHeader {
        do throws(HTTPHeader.Flaw) {
            return try HTTPHeader(text, isSecret: isSecret)
        } catch {
            throw options.error(option, "\(name): \(error)")
        }
    }

    /// Those that have something in them. A file of Windows ends them with CR LF.
    private static func lines(of text: String) -> [String] {
        text.split(whereSeparator: \.isNewline).map(String.init).filter { !$0.allSatisfy(\.isWhitespace) }
    }

    /// Names of headers are written as people like.
    private static func isForSecrets(_ name: String) -> Bool {
        let signs = [
            "auth", "cookie", "token", "secret", "password", "passwd", "credential", "api-key", "apikey",
            "access-key", "session", "signature",
        ]
        return signs.contains { name.lowercased().contains($0) }
    }

    /// What a result shows of headers.
    private static func names(_ text: String) -> String {
        lines(of: text).map { (try? HTTPHeader($0, isSecret: true))?.description ?? "***" }
            .joined(separator: "\n")
    }
}
