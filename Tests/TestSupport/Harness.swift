import Glibc

/// A script of `Harnesses/` at work, in a folder of its own: it runs until this goes, or the tests' process, and takes all that it
/// started with it.
final class Harness: Sendable {
    private static let scripts =
        #filePath.split(separator: "/").dropLast().map { "/" + $0 }.joined() + "/Harnesses/"

    static func isAtHand(_ script: String) -> Bool { canRun(scripts + script, "--check") }

    let folder: TemporaryFolder
    private let script: RunningTool

    var processID: pid_t { script.processID }

    /// Waits until it is ready.
    init(_ name: String) async throws {
        let folder = try TemporaryFolder()
        let script = try RunningTool(Self.scripts + name, [folder.path], folder: "/", environment: [])
        (self.folder, self.script) = (folder, script)
        let isReady = try await onThread { script.output { $0.contains("ready") ? true : nil } }
        guard isReady == true else {
            script.send(signal: SIGKILL)
            throw DidNotStart(description: "\(name): \(try await script.end().output)")
        }
    }

    private struct DidNotStart: Error, CustomStringConvertible { var description: String }
}
