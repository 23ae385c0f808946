import Alluxio
import Glibc
import OSThreads
import TestSupport
import Testing

@Suite("serve --directory", .ownThread, .timeLimit(.minutes(20)))
struct ServeDirectoryTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// A served proxy and its port.
    private func serve(_ directory: String, through: [String] = []) throws -> (RunningTool, Int) {
        let tool = try Tool(in: folder.path, through: through).start([
            "serve", "--port", "0", "--directory", directory,
        ])
        let line = try #require(tool.output { $0.contains("\n") ? $0 : nil })
        return (tool, try #require(Int(line.split(separator: ":").last?.dropLast() ?? ""), "\(line)"))
    }

    private func client(_ port: Int) throws -> AlluxioClient {
        try AlluxioClient(ProxyAddress(host: "127.0.0.1", port: port))
    }

    private func write(_ content: [UInt8], to path: String, _ client: AlluxioClient) throws {
        let stream = try client.createFile(AlluxioPath(path))
        defer { try? client.close(stream) }
        var sent = 0
        try client.write(stream) { buffer in
            let count = min(buffer.count, content.count - sent)
            buffer.copyBytes(from: content[sent..<sent + count])
            sent += count
            return count
        }
    }

    @Test("keeps what is written in the folder, and takes it away at the end")
    func keeping() async throws {
        let (tool, port) = try serve("files")
        let content = noise(100_000)
        try write(content, to: "/file", client(port))
        let names = try folder.names(in: "files")
        #expect(try names.map { try folder.read("files/\($0)") } == [content])
        tool.send(signal: SIGTERM)
        #expect(try await tool.end().status == .exited(143))
        #expect(try folder.names().isEmpty)
    }

    @Test("holds what the tool writes, over and over")
    func load() async throws {
        let (tool, port) = try serve("files")
        try folder.write(noise(700_000), to: "source")
        let files = ["--port", "\(port)", "--node", "1", "--src", "source"]
        let write = try await Tool(in: folder.path).run(
            ["parallel-write", "--nprocess", "4", "--iteration", "3"] + files)
        #expect(write.status == .exited(0), "\(write)")
        let verify = try await Tool(in: folder.path).run(["verify-write", "--nfiles", "4"] + files)
        #expect(verify.status == .exited(0), "\(verify)")
        // Those of earlier iterations are gone.
        #expect(try folder.names(in: "files").count == 4)
        tool.send(signal: SIGINT)
        #expect(try await tool.end().status == .exited(130))
        #expect(try folder.names() == ["source"])
    }

    @Test("refuses a folder that is none, can't be made, or has something in it")
    func refused() async throws {
        try folder.write([1], to: "full/file")
        for (name, why) in [
            ("full", "the folder 'full' is not empty: name one that is, or that is not there yet"),
            ("full/file", "'full/file' is no folder, and files need one"),
            ("a/b", "'a/b' can't be made: there is no folder 'a'"),
        ] {
            let run = try await Tool(in: folder.path).run("serve", "--port", "0", "--directory", name)
            #expect(run.status == .exited(2), "\(run)")
            #expect(run.output.contains("--directory: \(why)"), "\(run)")
        }
        #expect(try folder.names() == ["full"])
    }

    @Test(
        "answers as a full worker where the disk is full, and keeps nothing of that file",
        .enabled(if: getuid() == 0, "only root can mount a small disk"))
    func fullDisk() async throws {
        try folder.makeFolder("disk")
        let (tool, port) = try serve(
            "disk/files",
            through: [
                "/usr/bin/unshare", "--mount", "/bin/sh", "-c",
                #"mount -t tmpfs -o size=1m none disk || exit 99; exec "$@""#, "sh",
            ])
        let client = try client(port)
        let error = #expect(throws: AlluxioError.self) {
            try write(noise(2 << 20), to: "/large", client)
        }
        #expect(error?.code == .noSpace)
        #expect(error?.message.contains("Failed to cache: Not enough space left on worker") == true)
        let status = try client.getStatus(AlluxioPath("/large"))
        #expect(!status.completed && status.length == 0)
        // The disk has its room back.
        for name in ["/one", "/two"] { try write(noise(400_000), to: name, client) }
        #expect(try client.getStatus(AlluxioPath("/two")).length == 400_000)
        tool.send(signal: SIGTERM)
        #expect(try await tool.end().status == .exited(143))
    }
}
