import Alluxio
import Measurement

/// A line for a shell that shows the bytes of a finding again.
enum FindingShell {
    /// Nil where there are no bytes to see, or of a file in Alluxio no proxy was asked.
    ///
    /// - Parameter proxies: `host:port` of each.
    static func line(_ finding: Finding, proxies: [String]) -> String? {
        switch finding.kind {
        case .missing, .incomplete, .evicted, .unexpected, .short, .lengthMismatch: return nil
        case .long, .different, .zeros, .flippedBits, .garbage, .wrongOffset, .stale, .newer, .wrongFile,
            .foreign:
            break
        }
        guard finding.length > 0 else { return nil }
        let cut = "tail -c +\(finding.offset + 1)"
        let shown = "head -c \(min(finding.length, 4096)) | od -A d -t x1z"
        if finding.isOfLocalCopy { return "\(cut) \(quoted(finding.path)) | \(shown)" }
        guard !proxies.isEmpty, let path = try? AlluxioPath(finding.path) else { return nil }
        let api = "http://\(proxies[finding.process % proxies.count])/api/v1"
        let open = "s=$(curl -sX POST \(api)/paths/\(path.percentEncoded)/open-file)"
        return "\(open); curl -sX POST \(api)/streams/$s/read | \(cut) | \(shown)"
    }

    private static func quoted(_ text: String) -> String {
        "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
    }
}
