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
    /// Whether it came while there was measuring: else it is none of the files that are counted.
    var isMeasured: Bool

    /// Whether as much came as Alluxio says the file has; whether that is what was expected is for the findings.
    var isWhole: Bool { received == statusLength ?? received }

    var findings: [Finding] {
        let expected = expectedLength ?? statusLength ?? received
        var findings = [file.finding(received: received, expected: expected)].compactMap { $0 }
        if received == expected, let statusLength, statusLength != received {
            findings.append(file.finding(.lengthMismatch, length: statusLength))
        }
        findings += (content?.differences ?? []).map(file.finding)
        return findings.map { $0.of(fileLength: expected) }
    }
}

extension Outcome {
    fileprivate mutating func count(_ read: FinishedRead) {
        if read.isWhole { recordFile(bytes: read.received) }
        if let content = read.content { recordChecked(bytes: content.bytes) } else { recordUnchecked() }
    }
}

extension Recorder {
    func record(_ read: FinishedRead) {
        withOutcome { outcome in
            if read.isMeasured { outcome.count(read) }
            if let identity = read.content?.metIdentity {
                outcome.record(version: Int(identity.version), ofRun: identity.run, node: identity.node)
            }
            outcome.record(read.findings)
            outcome.omitFindings(read.content?.omitted ?? 0)
        }
    }
}
