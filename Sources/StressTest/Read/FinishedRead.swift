import Measurement

/// A file that was read to the end of what came, and what that came to.
struct FinishedRead {
    var file: ExpectedFile
    var received: Int64
    /// What it should have; nil where nothing says.
    var expectedLength: Int64?
    /// What Alluxio says that it has; nil where it was not asked.
    var statusLength: Int64?
    /// Nil where the content could not be held against anything.
    var content: CheckedContent?

    /// Whether as much came as Alluxio says the file has; whether that is what was expected is for the findings.
    var isWhole: Bool { received == statusLength ?? received }

    var findings: [Finding] {
        let expected = expectedLength ?? statusLength ?? received
        var findings = [file.finding(received: received, expected: expected)].compactMap { $0 }
        if received == expected, let statusLength, statusLength != received {
            findings.append(file.finding(.lengthMismatch, length: statusLength))
        }
        return findings + (content?.differences ?? []).map(file.finding)
    }
}

extension Recorder {
    func record(_ read: FinishedRead) {
        withOutcome { outcome in
            if read.isWhole { outcome.recordFile(bytes: read.received) }
            if read.content == nil { outcome.recordUnchecked() }
            if let content = read.content {
                outcome.recordChecked(bytes: content.bytes)
                if let identity = content.metIdentity {
                    outcome.record(version: Int(identity.version), ofRun: identity.run, node: identity.node)
                }
            }
            outcome.record(read.findings)
            outcome.omitFindings(read.content?.omitted ?? 0)
        }
    }
}
