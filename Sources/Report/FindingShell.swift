import Alluxio
import Measurement
import StressTest

/// A line for a shell that shows the bytes of a finding again.
enum FindingShell {
    /// Nil where there are no bytes to see. It reads the way that the run read.
    static func line(_ finding: Finding, _ run: RunDescription) -> String? {
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
        if let mount = run.options["mount"] { return "\(cut) \(quoted(mount + finding.path)) | \(shown)" }
        if let home = run.options["home"] {
            return "\(quoted(home + "/bin/alluxio")) fs cat \(quoted(finding.path)) | \(cut) | \(shown)"
        }
        let proxies = run.proxies
        guard !proxies.isEmpty, let path = try? AlluxioPath(finding.path) else { return nil }
        let api = "http://\(proxies[finding.process % proxies.count])/api/v1"
        let open = "s=$(curl -sX POST \(api)/paths/\(path.percentEncoded)/open-file)"
        let read = "curl -sX POST \(api)/streams/$s/read | \(cut) | \(shown)"
        return "\(open); \(read); curl -sX POST \(api)/streams/$s/close"
    }

    private static func quoted(_ text: String) -> String {
        "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
    }
}
