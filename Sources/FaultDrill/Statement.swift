import EmbeddedProxy
import Measurement

/// What a step must say.
public enum Statement: Sendable, Equatable {
    /// `pass`, with no error and no finding.
    case nothing
    /// Findings of this kind in the struck files, at the struck bytes, and nothing else.
    case findings(Finding.Kind)
    /// Findings of these kinds in the struck files, and nothing else: the step can't see which bytes.
    case findingsOfFiles(Set<Finding.Kind>)
    /// So many errors as there were strikes, each of this kind and operation, and nothing else.
    case errors(kind: String, operation: String)
    /// Errors of these kinds, at least one: what follows from a strike is not counted.
    case anyErrors(Set<String>)
    /// `not-started`, with these words in the reason.
    case notStarted(reason: String)
    /// Nothing wrong, but the longest of this operation took as long as the fault lasts.
    case latency(operation: String)
}

extension Statement: CustomStringConvertible {
    /// As the README's table has it.
    public var description: String {
        switch self {
        case .nothing: "pass"
        case .findings(let kind): "finding \(kind.rawValue)"
        case .findingsOfFiles(let kinds): "finding \(Self.either(kinds.map(\.rawValue)))"
        case .errors(let kind, let operation): "error \(kind) of \(operation)"
        case .anyErrors(let kinds): "error \(Self.either(kinds))"
        case .notStarted: "not started"
        case .latency(let operation): "pass, a slow \(operation)"
        }
    }

    private static func either(_ names: some Collection<String>) -> String {
        names.sorted().joined(separator: " or ")
    }
}
