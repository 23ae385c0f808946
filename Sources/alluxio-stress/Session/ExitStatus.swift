import StressTest

/// How the program ends, as its exit status.
enum ExitStatus {
    static let pass: Int32 = 0
    static let fail: Int32 = 1
    static let usage: Int32 = 2
    static let notStarted: Int32 = 3
    static func signal(_ number: Int32) -> Int32 { 128 + number }

    /// What a status is where all is said: no pass where some of it was lost.
    static func said(_ status: Int32) -> Int32 { status == pass && Output.isLost ? fail : status }

    static func of(_ verdict: RunResult.Verdict) -> Int32 {
        switch verdict {
        case .pass: pass
        case .fail: fail
        case .notStarted: notStarted
        }
    }
}
