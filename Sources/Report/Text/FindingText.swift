/// A finding as a line that a person reads.
enum FindingText {
    static func line(_ finding: ResultDocument.Finding) -> StyledText {
        StyledText("\(place(finding)): \(what(finding)) (") + StyledText(finding.kind.rawValue, .bad)
            + StyledText(")")
    }

    /// A copy on another machine is named with that.
    private static func place(_ finding: ResultDocument.Finding) -> String {
        finding.host.map { "\($0):\(finding.path)" } ?? finding.path
    }

    /// What is wrong, without the file's name.
    static func what(_ finding: ResultDocument.Finding) -> String {
        let length = Numbers.counted(finding.length, "byte")
        let are = finding.length == 1 ? "is" : "are"
        return switch finding.kind {
        case .missing: "there is no such file"
        case .incomplete: "listed as not completed"
        case .evicted: "complete, but its data is neither in Alluxio nor in the under store"
        case .unexpected: "no record names this file of \(length)"
        case .short:
            "ends at byte \(Numbers.whole(finding.offset)), \(length) \(finding.length == 1 ? "lacks" : "lack")"
        case .long: "goes on for \(length) beyond byte \(Numbers.whole(finding.offset))"
        case .lengthMismatch:
            "the status gives the length \(Numbers.whole(finding.length)), the content has another"
        case .different:
            "\(bytes(finding)) \(finding.length == 1 ? "differs" : "differ") from what should be there"
        case .zeros: "\(bytes(finding)) \(are) zero"
        case .flippedBits: "\(bytes(finding)) \(finding.length == 1 ? "has" : "have") flipped bits"
        case .garbage: "\(bytes(finding)) \(are) of no known origin"
        case .wrongOffset, .stale, .newer, .wrongFile, .foreign: "\(bytes(finding)) \(are) \(origin(finding))"
        }
    }

    private static func bytes(_ finding: ResultDocument.Finding) -> String {
        bytes(from: finding.offset, finding.length)
    }

    private static func bytes(from first: Int64, _ length: Int64) -> String {
        switch length {
        case 0: "its 0 bytes"
        case 1: "byte \(Numbers.whole(first))"
        default: "bytes \(Numbers.whole(first)) to \(Numbers.whole(first + length - 1))"
        }
    }

    /// Whose bytes they are, with as much of it as is not the file's own.
    private static func origin(_ finding: ResultDocument.Finding) -> String {
        guard let found = finding.found else { return "another's" }
        // Of no bytes, as of an empty file of another version, there is no place.
        let its = finding.length > 0 ? ["its \(bytes(from: found.offset, finding.length))"] : []
        let version = "version \(Numbers.whole(found.version))"
        let isOneOfSeveral =
            found.file > 0 || finding.path.split(separator: "/").last?.hasPrefix("file_") == true
        let file =
            isOneOfSeveral
            ? "process_\(found.process)/file_\(found.file)" : "process_\(found.process)"
        let whose =
            switch finding.kind {
            case .wrongOffset: [String]()
            case .stale, .newer: ["of \(version)"]
            case .wrongFile:
                [("\(found.node)" == finding.node ? file : "node_\(found.node)/\(file)") + "'s", version]
            default: ["run \(found.run)'s", "node_\(found.node)/\(file)", version]
            }
        return (whose + its).joined(separator: ", ")
    }
}
