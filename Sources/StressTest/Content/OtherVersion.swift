import Alluxio
import Measurement

extension Expectation {
    /// What the mark of a file says against it whose bytes say nothing: that it is another version than was stored.
    func otherVersion(_ status: FileSummary, of file: ExpectedFile) -> Finding? {
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
