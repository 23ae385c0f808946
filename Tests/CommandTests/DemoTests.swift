import TestSupport
import Testing

@Suite("demo", .ownThread, .timeLimit(.minutes(10)))
struct DemoTests {
    @Test("shows a fault being found, and passes")
    func passes() async throws {
        let run = try await Tool().run("demo")
        #expect(run.status == .exited(0), "\(run)")
        #expect(run.output.contains("copies/process_2: byte 1,234,567"))
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
}
