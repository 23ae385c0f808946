import Measurement

/// The findings of several results, each once, by file and place. A copy on one machine is another file than one on another.
struct MergedFindings {
    private struct Key: Hashable {
        var path: String
        var host: String?
        var offset: Int64
        var length: Int64
        var kind: Finding.Kind
        var found: Finding.Origin?

        init(_ finding: ResultDocument.Finding) {
            path = finding.path
            host = finding.host
            offset = finding.offset
            length = finding.length
            kind = finding.kind
            found = finding.found
        }
    }

    let findings: [ResultDocument.Finding]

    init(_ results: [ResultDocument]) throws(UnmergeableResults) {
        var places: [Key: Int] = [:]
        var met: [ResultDocument.Finding] = []
        for result in results {
            for var finding in result.findings {
                if finding.isLocalCopy { finding.host = finding.host ?? result.client.host }
                if let place = places[Key(finding)] {
                    try met[place].times.add(finding.times)
                } else {
                    places[Key(finding)] = met.count
                    met.append(finding)
                }
            }
        }
        findings = met.sorted { ($0.path, $0.host ?? "", $0.offset) < ($1.path, $1.host ?? "", $1.offset) }
    }
}
