import CSpawn
import Glibc
import Synchronization

/// A program that runs beside this one, its standard output read through a pipe. No shell is asked.
public final class Subprocess {
    /// How a program ended.
    public enum Status: Sendable, Equatable, CustomStringConvertible {
        case exited(Int32)
        case signalled(Int32)

        public var description: String {
            switch self {
            case .exited(let status): "exit status \(status)"
            case .signalled(let signal): "signal \(signal)"
            }
        }
    }

    /// Which process group a program is in.
    public enum Group: Sendable {
        /// This process's: a signal of the terminal is for both.
        case shared
        /// One of its own, with all that it starts in turn: they are killed together.
        case own
    }

    /// Where a program's standard error goes.
    public enum ErrorOutput: Sendable {
        /// Into the pipe, between what it writes to its standard output.
        case withOutput
        /// Kept apart: the last of it is `errorText`.
        case apart
    }

    private static let errorsKept = 4096

    public let processID: pid_t
    private let output: Int32
    /// The pipe of the standard error that is kept apart, until its end.
    private var errors: Int32?
    private var keptErrors: [UInt8] = []
    private var status: Status?
    private let group: Group

    /// Starts a program.
    ///
    /// - Parameters:
    ///   - program: the path of an executable.
    ///   - arguments: what it gets after its own name.
    ///   - environment: `NAME=value` lines; this process's own where nil.
    /// - Throws: `SystemError` when it can't be started.
    public init(
        _ program: String, _ arguments: [String], environment: [String]? = nil,
        errors errorOutput: ErrorOutput = .withOutput, group: Group = .shared
    ) throws(SystemError) {
        self.group = group
        (processID, output, errors) = try Self.starting.withLock { _ throws(SystemError) in
            let started = try Self.start(program, arguments, environment: environment, errorOutput, group)
            if group == .own { Self.groups.withLock { _ = $0.insert(started.0) } }
            return started
        }
    }

    /// The groups of programs that have not been waited for, so that their numbers are no others' yet.
    private static let groups = Mutex<Set<pid_t>>([])

    /// Kills all programs that have a group of their own, with what they started: for a process that ends at once.
    public static func killGroups() {
        groups.withLock { groups in for group in groups { kill(-group, SIGKILL) } }
    }

    /// Held from the making of a pipe to the start of its program: a program started by another thread in between
    /// would inherit the pipe's end and keep it open.
    private static let starting = Mutex(())

    private static func start(
        _ program: String, _ arguments: [String], environment: [String]?, _ errorOutput: ErrorOutput,
        _ group: Group
    ) throws(SystemError) -> (pid_t, output: Int32, errors: Int32?) {
        let output = try makePipe(for: program)
        defer { close(output.write) }
        var errors: (read: Int32, write: Int32)?
        do throws(SystemError) {
            if errorOutput == .apart { errors = try makePipe(for: program) }
        } catch {
            close(output.read)
            throw error
        }
        defer { if let errors { close(errors.write) } }

        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, output.write, 1)
        posix_spawn_file_actions_adddup2(&actions, errors?.write ?? output.write, 2)
        // Nor does it get what others made without CLOEXEC, as libcurl makes its sockets: a connection that it holds as
        // well is not ended when this process closes it.
        _ = spawn_close_from(&actions, 3)

        // The program starts with no signal blocked or ignored, whatever this process does with its own.
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        for signal in [SIGINT, SIGTERM, SIGPIPE, SIGXFSZ] { sigaddset(&signals, signal) }
        posix_spawnattr_setsigdefault(&attributes, &signals)
        var flags = POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF
        if group == .own {
            posix_spawnattr_setpgroup(&attributes, 0)
            flags |= POSIX_SPAWN_SETPGROUP
        }
        posix_spawnattr_setflags(&attributes, Int16(flags))

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
            close(output.read)
            if let errors { close(errors.read) }
            throw SystemError(code: code, doing: "run \(program)")
        }
        return (processID, output.read, errors?.read)
    }

    private static func makePipe(for program: String) throws(SystemError) -> (read: Int32, write: Int32) {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw SystemError(doing: "make a pipe for \(program)") }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        return (ends[0], ends[1])
    }

    deinit {
        close(output)
        if let errors { close(errors) }
        if status == nil {
            send(signal: SIGKILL)
            _ = wait()
        }
    }

    /// Reads what the program wrote next into `buffer`: how many bytes, 0 at the end, nil when `deadline` came first.
    public func read(
        into buffer: UnsafeMutableRawBufferPointer, until deadline: MonotonicTime? = nil
    )
        throws(SystemError) -> Int?
    {
        while true {
            var watched = [pollfd(fd: output, events: Int16(POLLIN), revents: 0)]
            // A program that nobody reads the errors of would wait once their pipe is full.
            if let errors { watched.append(pollfd(fd: errors, events: Int16(POLLIN), revents: 0)) }
            let ready = poll(
                &watched, nfds_t(watched.count), deadline.map { MonotonicTime.now.milliseconds(to: $0) } ?? -1
            )
            if ready == 0 { return nil }
            if ready > 0 {
                if watched.count > 1, watched[1].revents != 0 { keepErrors() }
                guard watched[0].revents != 0 else { continue }
                let count = Glibc.read(output, buffer.baseAddress, buffer.count)
                if count >= 0 { return count }
            }
            guard errno == EINTR else { throw SystemError(doing: "read what process \(processID) writes") }
        }
    }

    /// The last of what it wrote to a standard error that is kept apart.
    public func errorText() -> String {
        while let errors {
            var watched = pollfd(fd: errors, events: Int16(POLLIN), revents: 0)
            guard poll(&watched, 1, 0) > 0 else { break }
            keepErrors()
        }
        return String(decoding: keptErrors, as: UTF8.self)
    }

    private func keepErrors() {
        guard let errors else { return }
        var piece = [UInt8](repeating: 0, count: Self.errorsKept)
        let count = Glibc.read(errors, &piece, piece.count)
        if count > 0 {
            keptErrors = (keptErrors + piece.prefix(count)).suffix(Self.errorsKept)
        } else if count == 0 || errno != EINTR {
            close(errors)
            self.errors = nil
        }
    }

    /// Sends the program a signal, or its whole group where it has its own.
    public func send(signal: Int32) {
        if status == nil { kill(group == .own ? -processID : processID, signal) }
    }

    /// Waits for the program's end.
    public func wait() -> Status {
        if let status { return status }
        if group == .own { leaveGroups() }
        var raw: Int32 = 0
        while waitpid(processID, &raw, 0) < 0 && errno == EINTR {}
        // As WIFSIGNALED, WTERMSIG and WEXITSTATUS, which are macros.
        let ended: Status = raw & 0x7f == 0 ? .exited((raw >> 8) & 0xff) : .signalled(raw & 0x7f)
        status = ended
        return ended
    }

    /// Waits for the end of the program, whose number is its own until that is asked for.
    private func leaveGroups() {
        var info = siginfo_t()
        while waitid(P_PID, id_t(processID), &info, WEXITED | WNOWAIT) < 0 && errno == EINTR {}
        Self.groups.withLock { _ = $0.remove(processID) }
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
