import FoundationEssentials
import Glibc
import OSThreads
import TestSupport
import Testing

/// A place to give the tool a wrong command line in: a local folder with one of everything, and a server that nobody
/// should connect to.
final class Refusal: Sendable {
    /// A command line of each command that is right in here.
    static let right = [
        "parallel-write": "parallel-write --node 1 --src source",
        "parallel-read": "parallel-read --src /a --node 1",
        "mixed": "mixed --node 1",
        "verify-write": "verify-write --node 1 --nfiles 1 --src source",
        "verify-read": "verify-read --src /a --node 1 --nfiles 1 --dst copies",
        "clean": "clean --node 1",
    ]

    private let server: ScriptedServer
    let local: TemporaryFolder

    init() throws {
        server = try ScriptedServer { _ in [.close] }
        local = try TemporaryFolder()
        try local.write(noise(1000), to: "source")
        try local.write(noise(1000), to: "copies/process_0")
        try local.write([], to: "home/readme")
    }

    /// Expects that a line is refused with exit status 2 and a message that has all these parts, and that neither the
    /// server nor the folder has seen anything of it.
    func expect(
        _ line: String, says parts: [String], through: [String] = [],
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        let before = try contents()
        // The server first, so that the line's own host and port win.
        var words = line.split(separator: " ").map(String.init)
        let command = words.removeFirst()
        words = [command, "--host", "127.0.0.1", "--port", "\(server.port)"] + words
        let run = try await Tool(in: local.path, through: through).run(words)
        #expect(run.status == .exited(2), "\(run)", sourceLocation: sourceLocation)
        for part in parts {
            #expect(run.output.contains(part), "\(part)", sourceLocation: sourceLocation)
        }
        #expect(server.connections == 0, sourceLocation: sourceLocation)
        #expect(try contents() == before, sourceLocation: sourceLocation)
    }

    /// What every file in the folder holds, by its path; nil of a link, a pipe and a folder.
    private func contents() throws -> [String: [UInt8]?] {
        let files = FileManager.default
        var contents: [String: [UInt8]?] = [:]
        for name in try files.subpathsOfDirectory(atPath: local.path) {
            let type = try files.attributesOfItem(atPath: local.path(name))[.type] as? FileAttributeType
            contents[name] = .some(type == .typeRegular ? try local.read(name) : nil)
        }
        return contents
    }
}

/// Another user than root, to whom files can be closed.
enum OtherUser {
    static let canBe = getuid() == 0
    static let how: Comment = "only root can run the tool as somebody else"
    static let through = ["/usr/bin/setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]
}
