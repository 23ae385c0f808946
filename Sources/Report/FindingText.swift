import Measurement

/// A finding as a line that a person reads.
enum FindingText {
    static func line(_ finding: Finding) -> String {
        "\(finding.path): \(what(finding)) (\(finding.kind.rawValue))"
    }

    private static func what(_ finding: Finding) -> String {
        switch finding.kind {
        case .missing: "there is no such file"
        case .incomplete: "listed as not completed"
        case .evicted: "complete, but its data is neither in Alluxio nor in the under store"
        case .short:
            "ends at byte \(Numbers.whole(finding.offset)), \(Numbers.whole(finding.length)) bytes lack"
        case .long:
            "goes on for \(Numbers.whole(finding.length)) bytes beyond byte \(Numbers.whole(finding.offset))"
        case .lengthMismatch:
            "the status gives the length \(Numbers.whole(finding.length)), the content has another"
        case .different: "\(place(finding)) from what should be there"
        }
    }

    private static func place(_ finding: Finding) -> String {
        let first = Numbers.whole(finding.offset)
        return finding.length == 1
            ? "byte \(first) differs"
            : "bytes \(first) to \(Numbers.whole(finding.offset + finding.length - 1)) differ"
    }
}
