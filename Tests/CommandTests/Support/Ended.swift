import OSThreads
import TestSupport

/// What a run of the tool came to, with the result that it kept.
struct Ended: CustomStringConvertible {
    let status: Subprocess.Status
    /// Standard output and standard error.
    let output: String
    /// Nil where none was written, or none that can be read.
    let result: ResultDocument?

    init(_ run: Tool.Run, resultAt path: String) {
        status = run.status
        output = run.output
        result = try? ResultDocument(at: path)
    }

    var description: String { "\(status)\n\(output)" }
    var isPass: Bool { status == .exited(0) }
    var isFail: Bool { status == .exited(1) }
    var isNotStarted: Bool { status == .exited(3) }
    var findings: [ResultDocument.Finding] { result?.findings ?? [] }
    var errors: [ResultDocument.Failure] { result?.errors ?? [] }
}
