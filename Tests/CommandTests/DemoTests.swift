import FoundationEssentials
import Glibc
import OSThreads
import TestSupport
import Testing

@Suite("demo", .ownThread, .timeLimit(.minutes(20)))
struct DemoTests {
    @Test("shows a fault being found, and passes")
    func passes() async throws {
        let run = try await Tool().run("demo")
        #expect(run.status == .exited(0), "\(run)")
        #expect(run.output.contains("copies/process_2: byte 1,234,567"))
        #expect(run.output.contains("\ndrill: PASS 5 faults, "))
        #expect(
            run.output.hasSuffix(
                "DEMO PASSED: all bytes were right, and the one that was changed was found.\n"))
    }

    @Test("connects to no server that the environment names, and takes no option from it")
    func environment() async throws {
        let server = try ScriptedServer { _ in [.close] }
        let run = try await Tool(environment: [
            "ALLUXIO_STRESS_HOST=127.0.0.1:\(server.port)", "ALLUXIO_STRESS_PORT=\(server.port)",
            "ALLUXIO_STRESS_SIZE=1KB", "ALLUXIO_STRESS_DRY_RUN=1", "ALLUXIO_STRESS_QUIET=1",
        ]).run("demo")
        #expect(run.status == .exited(0), "\(run)")
        #expect(server.connections == 0)
    }

    @Test(
        "is ended by a signal with 130 or 143, and with it its command and its folder",
        arguments: [SIGINT, SIGTERM])
    func signal(signal: Int32) async throws {
        let demo = try Tool().start(["demo"])
        let (command, folder) = try #require(Self.command(of: demo))
        demo.send(signal: signal)
        #expect(try await demo.end().status == .exited(128 + signal))
        #expect(access(folder, F_OK) != 0)
        #expect(kill(command, 0) != 0)
    }

    /// The first command that a demo runs, and the folder that it runs in; nil where none comes.
    private static func command(of demo: RunningTool) -> (pid_t, folder: String)? {
        let files = FileManager.default
        let deadline = MonotonicTime.now + .seconds(20)
        while deadline > .now {
            let children =
                (try? bytes(ofFile: "/proc/\(demo.processID)/task/\(demo.processID)/children")) ?? []
            let child = String(decoding: children, as: UTF8.self).split(separator: " ").first
            if let child = child.flatMap({ pid_t($0) }),
                let folder = try? files.destinationOfSymbolicLink(atPath: "/proc/\(child)/cwd"),
                folder.hasPrefix("/tmp/alluxio-stress-demo-")
            {
                return (child, folder)
            }
            sched_yield()
        }
        return nil
    }
}
