import Glibc
import OSThreads

/// A program at work: its output is gathered on a thread of its own and can be waited for.
public final class RunningTool: Sendable {
    private struct Gathered {
        var output = ""
        var status: Subprocess.Status?
        var failure: SystemError?
    }

    /// What the sanitizers are told that the program was built with, as the tests were.
    private static let sanitizers = ["TSAN_OPTIONS", "ASAN_OPTIONS", "LSAN_OPTIONS"].compactMap { name in
        TestSupport.environment(name).map { "\(name)=\($0)" }
    }

    public let processID: pid_t
    private let gathered = Monitor(Gathered())

    init(_ program: String, _ arguments: [String], folder: String, environment: [String]) throws {
        let path = getenv("PATH").map { String(cString: $0) } ?? "/usr/bin:/bin"
        let handed = Monitor<pid_t?>(nil)
        try OSThread { [gathered] in
            let environment = ["PATH=\(path)"] + Self.sanitizers + environment
            Self.gather(program, arguments, folder, environment, handed, gathered)
        }.detach()
        processID = handed.wait { $0 } ?? 0
        if processID == 0, let failure = gathered.withLock({ $0.failure }) { throw failure }
    }

    /// Waits for the end without holding a thread of the tests.
    public func end() async throws -> Tool.Run {
        try await withCheckedThrowingContinuation { continuation in
            do {
                try OSThread { [gathered] in
                    let end = gathered.wait { state in
                        state.status.map { Tool.Run(status: $0, output: state.output) }
                    }
                    if let end { continuation.resume(returning: end) }
                }.detach()
            } catch {
                continuation.resume(throwing: error)
            }
        }
    }

    /// Waits until what it wrote gives a result; nil when it ends before, or after `seconds`.
    public func output<Found>(within seconds: Int = 60, _ find: (String) -> Found?) -> Found? {
        let found: Found?? = gathered.wait(until: .now + .seconds(seconds)) { state in
            if let found = find(state.output) { return .some(found) }
            return state.status == nil ? nil : .some(nil)
        }
        return found.flatMap { $0 }
    }

    public func send(signal: Int32) { kill(processID, signal) }

    deinit {
        if gathered.withLock({ $0.status == nil }) { kill(processID, SIGKILL) }
    }

    private static func gather(
        _ program: String, _ arguments: [String], _ folder: String, _ environment: [String],
        _ handed: Monitor<pid_t?>, _ gathered: Monitor<Gathered>
    ) {
        do throws(SystemError) {
            // It ends with this thread, which ends with the tests' process: none is ever left behind.
            let process = try Subprocess(
                "/usr/bin/setpriv",
                ["--pdeathsig", "KILL", "/usr/bin/env", "-C", folder, program] + arguments,
                environment: environment)
            handed.update { $0 = process.processID }
            let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 64 << 10, alignment: 1)
            defer { buffer.deallocate() }
            while let count = try process.read(into: buffer), count > 0 {
                let text = String(decoding: buffer[..<count], as: UTF8.self)
                gathered.update { $0.output += text }
            }
            let status = process.wait()
            gathered.update { $0.status = status }
        } catch {
            gathered.update {
                $0.failure = error
                $0.status = .exited(127)
            }
            handed.update { $0 = $0 ?? 0 }
        }
    }
}
