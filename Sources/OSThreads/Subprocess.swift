import Glibc
import Synchronization

/// A program that runs beside this one, its standard output read through a pipe. No shell is asked.
public final class Subprocess {
    /// How a program ended.
    public enum Status: Sendable, Equatable {
        case exited(Int32)
        case signalled(Int32)
    }

    public let processID: pid_t
    private let output: Int32
    private var status: Status?

    /// Starts a program.
    ///
    /// - Parameters:
    ///   - program: the path of an executable.
    ///   - arguments: what it gets after its own name.
    ///   - environment: `NAME=value` lines; this process's own where nil.
    ///   - errorsToOutput: whether its standard error goes into the pipe too, or to where this process's own goes.
    /// - Throws: `SystemError` when it can't be started.
    public init(
        _ program: String, _ arguments: [String], environment: [String]? = nil,
        errorsToOutput: Bool = true
    ) throws(SystemError) {
        (processID, output) = try Self.starting.withLock { _ throws(SystemError) in
            try Self.start(program, arguments, environment: environment, errorsToOutput: errorsToOutput)
        }
    }

    /// Held from the making of a pipe to the start of its program: a program started by another thread in between
    /// would inherit the pipe's end and keep it open.
    private static let starting = Mutex(())

    private static func start(
        _ program: String, _ arguments: [String], environment: [String]?, errorsToOutput: Bool
    ) throws(SystemError) -> (pid_t, Int32) {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw SystemError(doing: "make a pipe for \(program)") }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        defer { close(ends[1]) }

        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, ends[1], 1)
        if errorsToOutput { posix_spawn_file_actions_adddup2(&actions, ends[1], 2) }

        // The program starts with no signal blocked or ignored, whatever this process does with its own.
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        for signal in [SIGINT, SIGTERM, SIGPIPE] { sigaddset(&signals, signal) }
        posix_spawnattr_setsigdefault(&attributes, &signals)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))

        var processID = pid_t()
        let code = withCStrings([program] + arguments) { argv in
            guard let environment else {
                return posix_spawn(&processID, program, &actions, &attributes, argv, environ)
            }
            return withCStrings(environment) {
                posix_spawn(&processID, program, &actions, &attributes, argv, $0)
            }
        }
        guard code == 0 else {
            close(ends[0])
            throw SystemError(code: code, doing: "run \(program)")
        }
        return (processID, ends[0])
    }

    deinit {
        close(output)
        if status == nil {
            kill(processID, SIGKILL)
            _ = wait()
        }
    }

    /// Reads what the program wrote next into `buffer`: how many bytes, 0 at the end, nil when `deadline` came first.
    public func read(
        into buffer: UnsafeMutableRawBufferPointer, until deadline: ContinuousClock.Instant? = nil
    )
        throws(SystemError) -> Int?
    {
        while true {
            var watched = pollfd(fd: output, events: Int16(POLLIN), revents: 0)
            let ready = poll(&watched, 1, deadline?.millisecondsFromNow ?? -1)
            if ready == 0 { return nil }
            let count = ready < 0 ? -1 : Glibc.read(output, buffer.baseAddress, buffer.count)
            if count >= 0 { return count }
            guard errno == EINTR else { throw SystemError(doing: "read what process \(processID) writes") }
        }
    }

    /// Sends the program a signal.
    public func send(signal: Int32) {
        if status == nil { kill(processID, signal) }
    }

    /// Waits for the program's end.
    public func wait() -> Status {
        if let status { return status }
        var raw: Int32 = 0
        while waitpid(processID, &raw, 0) < 0 && errno == EINTR {}
        // As WIFSIGNALED, WTERMSIG and WEXITSTATUS, which are macros.
        let ended: Status = raw & 0x7f == 0 ? .exited((raw >> 8) & 0xff) : .signalled(raw & 0x7f)
        status = ended
        return ended
    }
}

/// Runs `body` with a null-terminated array of C strings.
private func withCStrings<Result>(
    _ strings: [String], _ body: (UnsafePointer<UnsafeMutablePointer<CChar>?>) -> Result
) -> Result {
    var pointers: [UnsafeMutablePointer<CChar>?] = strings.map { strdup($0) }
    pointers.append(nil)
    defer { for pointer in pointers { free(pointer) } }
    return body(pointers)
}
