/// A requirement as a line of text: `required read-file.p99 < 50ms: it is 42.53 ms`.
enum RequirementText {
    static func line(_ requirement: ResultDocument.Requirement) -> StyledText {
        let value = requirement.value.map { Self.value($0, requirement) } ?? "there is none"
        let isMet = requirement.met ? StyledText("it is") : StyledText("NOT MET:", .bad)
        return StyledText("required \(requirement.requirement): ") + isMet + StyledText(" \(value)")
    }

    static func value(_ value: Double, _ requirement: ResultDocument.Requirement) -> String {
        switch requirement.unit {
        case .seconds: Numbers.time(value)
        case .bytes: "\(Numbers.fixed(value, 0)) bytes"
        case .bytesPerSecond: Numbers.megabytesPerSecond(value)
        case .count: Numbers.fixed(value, value == value.rounded() ? 0 : 2)
        }
    }
}
