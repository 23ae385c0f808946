import OSThreads
import TestSupport

/// What ranks of the tests' own program came to, each of which took the same steps, as `Tests/LaunchedRank` has them.
struct LaunchedRanks: CustomStringConvertible {
    /// The program that was built with the tests.
    static let program = Tool.path(of: "launched-rank")

    let status: Subprocess.Status
    private let lines: [Substring]

    init(_ run: Tool.Run) {
        status = run.status
        lines = run.output.split(separator: "\n")
    }

    /// - Parameter seconds: after which all are ended.
    init(
        _ ranks: Int, in place: Place, options: [String] = [], within seconds: Int = 120, _ steps: String...
    ) async throws {
        let launcher = try await place.launcher()
        self.init(
            try await launcher.run(
                ranks: ranks, options: options, [Self.program] + steps, within: seconds))
    }

    /// What a rank said.
    func said(by rank: Int) -> [String] {
        let start = "rank \(rank): "
        return lines.filter { $0.hasPrefix(start) }.map { String($0.dropFirst(start.count)) }
    }

    /// The number that a rank's line ends with.
    func number(by rank: Int, after words: String) -> Int? {
        said(by: rank).first { $0.hasPrefix(words) }.flatMap { Int($0.split(separator: " ").last ?? "") }
    }

    var description: String { "\(status)\n\(lines.joined(separator: "\n"))" }
}
