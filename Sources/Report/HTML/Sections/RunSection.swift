/// What was asked, of what and by what, and whose data was met.
struct RunSection {
    private static let mostOptions = 60
    private static let mostRuns = 20
    private let result: ResultDocument

    init(_ result: ResultDocument) { self.result = result }

    var markup: Markup { Section.markup("run", "The run", "\(facts)\(options)") }

    private var facts: Markup {
        let totals = result.totals
        let client = result.client
        var facts = [
            ("started", Moment.words(result.started)),
            ("measured", "\(Quantity.time(totals.seconds)) of \(Quantity.time(totals.elapsed))"),
            ("moved", "\(Numbers.counted(totals.bytesMoved, "byte")), those of failed tries too"),
            ("client", "\(client.host), \(Numbers.counted(client.cpus, "processor"))"),
            ("proxies", result.server.proxies.prefix(40).joined(separator: ", ")),
        ]
        if let offset = result.clockOffset { facts.append(("clock", DataText.words(offset))) }
        if let warmUp = result.warmup {
            facts.append(
                (
                    "warm-up",
                    "\(Quantity.time(warmUp.seconds)), \(Numbers.counted(warmUp.files, "file")), in no figure above"
                ))
        }
        facts += result.runs.prefix(Self.mostRuns).map { ("data of", DataText.words($0)) }
        if result.readFrom.isKnown {
            facts.append(("read from", DataText.words(result.readFrom) + ", by the status before"))
        }
        if totals.retries > 0 { facts.append(("retries", DataText.retries(totals.retries))) }
        if !result.ignored.isEmpty { facts.append(("ignored", DataText.words(result.ignored))) }
        if totals.unsettled > 0 {
            facts.append(("unsettled", DataText.unsettled(totals.unsettled)))
        }
        if totals.uncheckedFiles > 0 {
            facts.append(("not checked", DataText.unchecked(totals.uncheckedFiles)))
        }
        let rows: [Markup] = facts.map {
            "<div><dt>\($0)</dt><dd>\(Escaping.clipped($1, to: 500))</dd></div>\n"
        }
        return "<dl class=\"facts\">\n\(rows)</dl>\n"
    }

    private var options: Markup? {
        guard !result.options.isEmpty else { return nil }
        var table = HTMLTable("Options", [.words("option"), .words("value")])
        for (name, value) in result.options.sorted(by: { $0.key < $1.key }).prefix(Self.mostOptions) {
            table.add([
                "<code>--\(Escaping.clipped(name, to: 60))</code>",
                "<code>\(Escaping.clipped(value, to: 200))</code>",
            ])
        }
        return table.behind("The options, with the values that held")
    }
}
