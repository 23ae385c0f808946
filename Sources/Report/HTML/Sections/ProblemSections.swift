/// Warnings, errors, and what was left behind; each is nil where there is none.
struct ProblemSections {
    private static let most = 50
    private let result: ResultDocument

    init(_ result: ResultDocument) { self.result = result }

    var warnings: Markup? {
        guard !result.warnings.isEmpty else { return nil }
        let items: [Markup] = result.warnings.prefix(Self.most).map {
            "<li>\(Escaping.clipped($0, to: 500))</li>\n"
        }
        return Section.markup(
            "warnings", "Warnings",
            "<ul class=\"list\">\n\(items)</ul>\n\(Section.more(result.warnings.count - Self.most, "warning"))"
        )
    }

    var errors: Markup? {
        guard !result.errors.isEmpty else { return nil }
        var table = HTMLTable(
            "Errors",
            [
                .words("kind"), .words("of"), .number("count"), .words("answer"), .sentences("the first"),
                .words("when"),
            ])
        let sorted = result.errors.sorted {
            (-$0.count, $0.kind, $0.operation) < (-$1.count, $1.kind, $1.operation)
        }
        for error in sorted.prefix(Self.most) {
            let status = error.httpStatus.map { "HTTP \($0)" }
            let answer = [status, error.statusCode].compactMap { $0 }.joined(separator: ", ")
            table.add([
                "\(Escaping.clipped(error.kind, to: 60))", "\(Escaping.clipped(error.operation, to: 60))",
                "\(Numbers.whole(error.count))", "\(Escaping.clipped(answer, to: 60))", first(error),
                "\(when(error))",
            ])
        }
        return Section.markup(
            "errors", "Errors", "\(table.markup)\(Section.more(sorted.count - Self.most, "kind"))")
    }

    var left: Markup? {
        guard !result.left.isEmpty else { return nil }
        var table = HTMLTable(
            "Left behind", [.words("path"), .words("proxy"), .number("stream"), .sentences("why")])
        for left in result.left.prefix(Self.most) {
            table.add([
                Section.path(left.path), "\(Escaping.clipped(left.proxy, to: 60))",
                "\(left.stream.map { "\($0)" } ?? "–")", "\(Escaping.clipped(left.why, to: 200))",
            ])
        }
        return Section.markup(
            "left", "Left behind in Alluxio",
            "\(table.markup)\(Section.more(result.left.count - Self.most, "path"))")
    }

    private func first(_ error: ResultDocument.Failure) -> Markup {
        let first = error.first
        // Alluxio's may be of several lines.
        let message = first.message.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        let path: Markup? = first.path.map { "<br>\(Section.path($0))" }
        let names = [
            first.process.map { "process \($0)" }, first.iteration.map { "iteration \($0)" },
            first.proxy.map { Escaping.clipped($0, to: 60) },
        ].compactMap { $0 }.joined(separator: ", ")
        let place: Markup? = names.isEmpty ? nil : "<br><span class=\"faint\">\(names)</span>"
        return "\(Escaping.clipped(message, to: 300))\(path)\(place)"
    }

    /// On the charts' time.
    private func when(_ error: ResultDocument.Failure) -> String {
        let origin = Timeline(result)?.origin ?? result.started
        let (first, last) = (error.first.time - origin, error.lastTime - origin)
        return error.count == 1
            ? "at \(Numbers.fixed(first, 1)) s"
            : "from \(Numbers.fixed(first, 1)) to \(Numbers.fixed(last, 1)) s"
    }
}
