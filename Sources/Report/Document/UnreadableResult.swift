/// A file that can't be read as a result: which, and what is wrong with it.
public struct UnreadableResult: Error, Sendable, Equatable, CustomStringConvertible {
    public enum Flaw: Sendable, Equatable {
        /// It is no JSON; what is said against it.
        case notJSON(String)
        /// It is JSON of something else.
        case otherJSON(String)
        /// It is of a format that this version doesn't know.
        case schema(Int)
    }

    public let file: String
    public let flaw: Flaw

    init(_ file: String, _ flaw: Flaw) {
        self.file = file
        self.flaw = flaw
    }

    public var description: String {
        let right = "a file that --json of a run wrote is wanted"
        return switch flaw {
        case .notJSON(let what): "\(file) is no result of alluxio-stress: it is no JSON (\(what)); \(right)"
        case .otherJSON(let what): "\(file) is no result of alluxio-stress: \(what); \(right)"
        case .schema(let number):
            "\(file) is a result of schema \(number), and this version reads schema \(ResultDocument.schema) alone:"
                + " a version that wrote such a file reads it"
        }
    }
}
