/// What was not the same for two results, besides their figures.
struct Differences {
    /// Options that change what is told, and nothing that is done.
    private static let ofReports: Set = [
        "json", "html", "hdr", "metrics", "require", "no-progress", "quiet", "verbose",
    ]

    let differences: [Comparison.Difference]

    init(_ a: ResultDocument, _ b: ResultDocument) {
        let surroundings = [
            Comparison.Difference(name: "command", a: a.command, b: b.command),
            Comparison.Difference(name: "program version", a: a.version, b: b.version),
            Comparison.Difference(name: "Alluxio version", a: a.server.version, b: b.server.version),
            Comparison.Difference(name: "machine", a: a.client.host, b: b.client.host),
            Comparison.Difference(name: "processors", a: "\(a.client.cpus)", b: "\(b.client.cpus)"),
        ]
        let names = Set(a.options.keys).union(b.options.keys).subtracting(Self.ofReports).sorted()
        let options = names.map {
            Comparison.Difference(name: "--\($0)", a: a.options[$0], b: b.options[$0])
        }
        differences = (surroundings + options).filter { $0.a != $0.b }
    }
}
