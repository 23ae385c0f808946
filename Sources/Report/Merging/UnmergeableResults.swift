/// Results that can't be added up: of which files, and why.
public struct UnmergeableResults: Error, Sendable, Equatable, CustomStringConvertible {
    public let description: String
}
