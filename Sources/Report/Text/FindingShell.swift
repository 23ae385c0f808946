import Alluxio

/// A line for a shell that shows the bytes of a finding again.
enum FindingShell {
    /// Nil where there are no bytes to see. It reads the way that the run read.
    static func line(_ finding: ResultDocument.Finding, of result: ResultDocument) -> String? {
        switch finding.kind {
        case .missing, .incomplete, .evicted, .unexpected, .short, .lengthMismatch: return nil
        case .long, .different, .zeros, .flippedBits, .garbage, .wrongOffset, .stale, .newer, .wrongFile,
            .foreign:
            break
        }
        guard finding.length > 0 else { return nil }
        let cut = "tail -c +\(finding.offset + 1)"
        let shown = "head -c \(min(finding.length, 4096)) | od -A d -t x1z"
        if finding.isLocalCopy { return "\(cut) \(quoted(finding.path)) | \(shown)" }
        if let mount = result.options["mount"] { return "\(cut) \(quoted(mount + finding.path)) | \(shown)" }
        if let home = result.options["home"] {
            return "\(quoted(home + "/bin/alluxio")) fs cat \(quoted(finding.path)) | \(cut) | \(shown)"
        }
        let proxies = result.server.proxies
        guard !proxies.isEmpty, let path = try? AlluxioPath(finding.path) else { return nil }
        let scheme = result.options["tls"] == "1" ? "https" : "http"
        let api = "\(scheme)://\(proxies[finding.process % proxies.count])/api/v1"
        let post = "curl\(way(result.options)) -sX POST"
        let open = "s=$(\(post) \(api)/paths/\(path.percentEncoded)/open-file)"
        let read = "\(post) \(api)/streams/$s/read | \(cut) | \(shown)"
        return "\(open); \(read); \(post) \(api)/streams/$s/close"
    }

    /// What curl needs to reach a proxy as the run did, but for secrets that stand in no file.
    private static func way(_ options: [String: String]) -> String {
        let named = [
            ("ca-file", "--cacert "), ("header-file", "-H @"), ("http-proxy", "-x "),
        ].compactMap { name, option in options[name].map { " \(option)\(quoted($0))" } }
        return (options["insecure"] == "1" ? " -k" : "") + named.joined()
    }

    private static func quoted(_ text: String) -> String {
        "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
    }
}
