import FoundationEssentials
import Glibc
import OSThreads

/// The folder that the commands of `demo` run in, and the one that runs in it now. A signal ends both, and the process.
final class DemoFolder: Sendable {
    let path: String
    private let running = Monitor<pid_t?>(nil)

    /// Makes it, and begins to wait for signals.
    init() throws(SystemError) {
        var template = Array("/tmp/alluxio-stress-demo-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw SystemError(doing: "make a folder in /tmp") }
        path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        do throws(SystemError) {
            try OSThread { [path, running] in Self.endBySignal(path, running) }.detach()
        } catch {
            remove()
            throw error
        }
    }

    func start(_ start: () throws -> Subprocess) throws -> Subprocess {
        try running.withLock { running in
            let program = try start()
            running = program.processID
            return program
        }
    }

    /// Waits for a program's end. Its process id may be another's after that.
    func wait(for program: Subprocess) -> Subprocess.Status {
        running.withLock { $0 = nil }
        return program.wait()
    }

    func remove() {
        running.withLock { _ in try? FileManager.default.removeItem(atPath: path) }
    }

    private static func endBySignal(_ path: String, _ running: Monitor<pid_t?>) {
        let signal = TerminationSignals.wait()
        // To the end of the process, so that the demo starts nothing more and says nothing of the command's end.
        running.withLock { running in
            if let running {
                kill(running, SIGKILL)
                while waitpid(running, nil, 0) < 0 && errno == EINTR {}
            }
            try? FileManager.default.removeItem(atPath: path)
            _exit(ExitStatus.signal(signal))
        }
    }
}
