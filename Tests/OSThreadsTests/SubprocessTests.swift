import Glibc
import OSThreads
import Testing

@Suite("Subprocesses", .timeLimit(.minutes(20)))
struct SubprocessTests {
    private func output(_ process: Subprocess) throws -> String {
        var bytes: [UInt8] = []
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1024, alignment: 1)
        defer { buffer.deallocate() }
        while let count = try process.read(into: buffer), count > 0 { bytes += buffer[..<count] }
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test("hand over what they write, and how they ended")
    func outputAndStatus() throws {
        let process = try Subprocess("/bin/sh", ["-c", "echo out; echo err >&2; exit 3"])
        #expect(try output(process) == "out\nerr\n")
        #expect(process.wait() == .exited(3))
    }

    @Test("keep their standard error apart when asked, and the last of much of it")
    func errorsApart() throws {
        let script = "echo out; head -c 300000 /dev/zero | tr '\\0' x >&2; echo last >&2; echo more"
        let process = try Subprocess("/bin/sh", ["-c", script], errors: .apart)
        #expect(try output(process) == "out\nmore\n")
        #expect(process.wait() == .exited(0))
        let errors = process.errorText()
        #expect(errors.hasSuffix("xxxlast\n"))
        #expect(errors.utf8.count == 4096)
    }

    @Test("get no connection of this process, which would then not end when it is closed here")
    func inheritNothing() throws {
        var ends: [Int32] = [-1, -1]
        try #require(socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &ends) == 0)
        defer { close(ends[0]) }
        let process = try Subprocess("/bin/sh", ["-c", "echo started; exec sleep 50"])
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 16, alignment: 1)
        defer { buffer.deallocate() }
        #expect(try process.read(into: buffer) == 8)
        close(ends[1])
        var watched = pollfd(fd: ends[0], events: Int16(POLLIN), revents: 0)
        #expect(poll(&watched, 1, 20_000) == 1)
    }

    @Test("that a signal ends say so")
    func signalled() throws {
        let process = try Subprocess("/bin/sh", ["-c", "kill -9 $$"])
        #expect(process.wait() == .signalled(SIGKILL))
    }

    @Test("that are silent are noticed at the deadline")
    func silent() throws {
        let process = try Subprocess("/bin/sh", ["-c", "read line"], environment: [])
        let idle = try Subprocess("/bin/cat", ["/dev/zero"])
        idle.send(signal: SIGKILL)
        #expect(process.wait() == .exited(1))
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 16, alignment: 1)
        defer { buffer.deallocate() }
        let sleeper = try Subprocess("/bin/sleep", ["60"])
        #expect(try sleeper.read(into: buffer, until: .now + .milliseconds(50)) == nil)
        sleeper.send(signal: SIGTERM)
        #expect(sleeper.wait() == .signalled(SIGTERM))
    }

    @Test("that aren't there are an error that names them")
    func absent() {
        let error = #expect(throws: SystemError.self) { try Subprocess("/no/such/program", []) }
        #expect(error?.description == "could not run /no/such/program: No such file or directory")
    }
}
