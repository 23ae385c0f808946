/// A result as an HTML page: one file that needs no other and no network, for any browser, by day and by night.
///
/// It has no script. However long the run, it stays below 2 MB: what there may be much of is shown up to a number, and the
/// rest counted.
public struct HTMLReport {
    private let result: ResultDocument
    private let interval: Int?

    /// - Parameter interval: the result is that so far of a run at work, and after so many seconds the browser is to load the
    ///   page again; nil of one that has ended.
    public init(_ result: ResultDocument, renewedEvery interval: Int? = nil) {
        self.result = result
        self.interval = interval
    }

    /// The page, as UTF-8.
    public var bytes: [UInt8] { Array(page.text.utf8) }

    private var page: Markup {
        let verdict = VerdictSection(result, renewedEvery: interval)
        let renewal: Markup? = interval.map { "<meta http-equiv=\"refresh\" content=\"\($0)\">\n" }
        return """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            \(renewal)<title>\(verdict.word): alluxio-stress \(result.command)</title>
            <link rel="icon" href="data:,">
            <style>\(StyleSheet.markup)</style>
            </head>
            <body>
            \(verdict.markup)<main>
            \(sections)</main>
            <footer>alluxio-stress \(result.version)</footer>
            </body>
            </html>

            """
    }

    private var sections: [Markup] {
        [
            RequirementSection(result).markup, ProblemSections(result).warnings,
            FindingSection(result).markup, ProblemSections(result).errors, ProblemSections(result).left,
            TimeSection(result).markup, OperationSection(result).markup, NodeSection(result).markup,
            ProcessSection(result).markup, RunSection(result).markup,
        ].compactMap { $0 }
    }
}

/// A part of the page.
enum Section {
    static func markup(_ name: Markup, _ heading: String, _ content: Markup) -> Markup {
        "<section id=\"\(name)\" aria-labelledby=\"\(name)-h\"><h2 id=\"\(name)-h\">\(heading)</h2>\n\(content)</section>\n"
    }

    /// What is said of the rest of something of which only so much is shown; nothing of no rest.
    static func more(_ count: Int, _ noun: String) -> Markup? {
        count > 0 ? "<p class=\"more\">\(Numbers.counted(count, "more \(noun)")), not shown here.</p>\n" : nil
    }

    /// A path, which runs in its own direction whatever stands in it.
    static func path(_ path: String) -> Markup {
        "<code><bdi>\(Escaping.clipped(path, to: 160))</bdi></code>"
    }
}
