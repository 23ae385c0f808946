import Alluxio
import Measurement

/// What the status of a file says of it before it is opened.
enum FirstLook {
    case open
    /// Its writer died while it replaced the file: there need not be a whole one.
    case unsettled
    /// What is wrong shows without opening it.
    case wrong(Finding)
}

extension Expectation {
    /// What the status of the file says of it; nil where the listing doesn't have it.
    func look(at status: FileSummary?, of file: ExpectedFile) -> FirstLook {
        if !isSettled, status?.completed != true { return .unsettled }
        if let shown = file.finding(status: status, length: length) { return .wrong(shown) }
        if let status, let other = otherVersion(status, of: file) { return .wrong(other) }
        return .open
    }

    /// What the mark of a file says against it whose bytes say nothing: that it is another version than was stored.
    private func otherVersion(_ status: FileSummary, of file: ExpectedFile) -> Finding? {
        guard let mark, let found = Mark(of: status),
            (found.run, found.version) != (mark.run, mark.version)
        else { return nil }
        let kind: Finding.Kind =
            found.run != mark.run ? .foreign : found.version < mark.version ? .stale : .newer
        var finding = file.finding(kind, length: status.length)
        finding.found = NodeName(found.node)?.number.map {
            Finding.Origin(
                run: found.run, node: Int($0), process: found.process, file: found.file,
                version: found.version,
                offset: 0)
        }
        return finding
    }
}
