import TestSupport
import Testing

@Suite("Bad input is refused, with nothing sent and nothing written", .timeLimit(.minutes(20)))
struct BadInputTests {
    private static let commands = Refusal.right.keys.sorted()
    private static let loads = ["parallel-write", "parallel-read", "verify-write", "verify-read"]
    private static let writers = ["parallel-write", "verify-write", "clean"]

    /// Adds to a line that is right, of which the last of an option holds.
    private func expect(_ command: String, _ wrong: String, says parts: [String]) async throws {
        let line = try #require(Refusal.right[command])
        try await Refusal().expect("\(line) \(wrong)", says: ["alluxio-stress \(command): "] + parts)
    }

    @Test("an unknown option, with the nearest one", arguments: commands)
    func unknown(command: String) async throws {
        try await expect(command, "--prot 1", says: ["--prot", "did you mean --port?"])
    }

    /// Repaired it would name another file or folder.
    @Test(
        "what is not UTF-8",
        arguments: [
            (#"exec "$@" --dst "$(printf '/a/\377')""#, "--dst: what was given is not UTF-8"),
            (#"exec "$@" "$(printf -- '--dst=/a/\377')""#, "--dst: what was given is not UTF-8"),
            (
                #"ALLUXIO_STRESS_DST="$(printf '/a/\377')" exec "$@""#,
                "ALLUXIO_STRESS_DST: its value is not UTF-8"
            ),
        ])
    func notText(script: String, message: String) async throws {
        try await Refusal().expect(
            "clean --node 1", says: [message], through: ["/bin/sh", "-c", script, "sh"])
    }

    @Test("a missing value", arguments: commands)
    func missingValue(command: String) async throws {
        try await expect(command, "--host", says: ["--host needs a value: --host HOST"])
        try await expect(command, "--host --quiet", says: ["--host needs a value"])
    }

    @Test(
        "a missing option",
        arguments: [
            ("parallel-write --src source", "--node"),
            ("parallel-read --node 1", "--src"), ("verify-write --node 1 --src source", "--nfiles"),
            ("verify-write --nfiles 1 --src source", "--node"), ("verify-read --src /a --nfiles 1", "--dst"),
            ("verify-read --src /a --dst copies", "--nfiles"),
            ("verify-read --dst copies --nfiles 1", "--src"),
            ("clean", "--node"),
        ])
    func missingOption(line: String, option: String) async throws {
        try await Refusal().expect(line, says: ["\(option) is required"])
    }

    @Test("what is no port", arguments: commands, ["0", "65536", "-1", "http", "80.0"])
    func port(command: String, port: String) async throws {
        try await expect(
            command, "--port \(port)", says: ["--port: '\(port)' is not a whole number from 1 to 65535"])
    }

    @Test("what is no host", arguments: ["a:0", "a:65536", "a,,b", "[::1", "a/b", "a:b"])
    func host(host: String) async throws {
        try await expect(
            "parallel-read", "--host \(host)", says: ["--host: '", "is not host, host:port or [IPv6]:port"])
    }

    @Test("what is no number of processes", arguments: loads, ["0", "-1", "4097", "two", "1.5", ""])
    func processes(command: String, count: String) async throws {
        try await expect(
            command, "--nprocess=\(count)",
            says: ["--nprocess: '\(count)' is not a whole number from 1 to 4096"])
    }

    @Test(
        "what is no number of iterations", arguments: ["parallel-write", "parallel-read"],
        ["0", "-5", "16777216", "x"])
    func iterations(command: String, count: String) async throws {
        try await expect(
            command, "--iteration \(count)",
            says: ["--iteration: '\(count)' is not a whole number from 1 to 16777215"])
    }

    @Test(
        "what is no number of files", arguments: ["verify-write", "verify-read"], ["0", "-2", "4097", "all"])
    func files(command: String, count: String) async throws {
        try await expect(
            command, "--nfiles \(count)", says: ["--nfiles: '\(count)' is not a whole number from 1 to 4096"])
    }

    @Test(
        "an Alluxio folder that is the root, or no absolute path, or has dots", arguments: writers,
        [
            ("/", "'/' is the root of Alluxio; name a folder below it"), ("//", "is the root of Alluxio"),
            ("relative", "an Alluxio path begins with /"),
            ("/a/../b", "an Alluxio path has no . and .. in it"),
            ("/..", "no . and .. in it"), ("/a/.", "no . and .. in it"),
        ])
    func folder(command: String, wrong: (path: String, reason: String)) async throws {
        try await expect(command, "--dst \(wrong.path)", says: ["--dst: '\(wrong.path)'", wrong.reason])
    }

    @Test(
        "an Alluxio source that is no absolute path, or has dots",
        arguments: ["parallel-read", "verify-read"],
        [
            "relative", "/a/..", "/./a",
        ])
    func source(command: String, path: String) async throws {
        try await expect(command, "--src \(path)", says: ["--src: '\(path)' can't be used: an Alluxio path "])
    }

    @Test(
        "a node of another form", arguments: commands,
        ["a/b", "..", ".", "", "ä", "a:b", String(repeating: "n", count: 65)])
    func node(command: String, name: String) async throws {
        try await expect(
            command, "--node=\(name)",
            says: ["--node: '\(name)' is no name of a node: 1 to 64 of the letters"])
    }

    @Test(
        "what is no time", arguments: ["connect-timeout", "stall-timeout", "metadata-timeout", "timeout"],
        ["0", "-1s", "soon"])
    func times(option: String, text: String) async throws {
        try await expect(
            "parallel-write", "--\(option) \(text)",
            says: ["--\(option): '\(text)' is not a time above zero, such as"])
    }

    @Test(
        "what is no size, and no type",
        arguments: [
            ("parallel-write", "--block-size 0", "--block-size: '0' is not a size from 1 bytes"),
            ("parallel-write", "--block-size 1XB", "--block-size: '1XB' is not a size"),
            ("parallel-write", "--write-type CACHE", "--write-type: 'CACHE' is none of MUST_CACHE, "),
            ("parallel-read", "--read-type MUST_CACHE", "--read-type: 'MUST_CACHE' is none of NO_CACHE, "),
        ])
    func choices(command: String, wrong: String, message: String) async throws {
        try await expect(command, wrong, says: [message])
    }

    @Test(
        "no command, or none of that name",
        arguments: [
            ("clear", ["there is no command 'clear'; did you mean clean?", "parallel-write, "]),
            ("--node", ["'--node' comes before the command"]),
        ])
    func command(line: String, parts: [String]) async throws {
        try await Refusal().expect(line, says: parts)
    }
}
