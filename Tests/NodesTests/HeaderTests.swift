import TestSupport
import Testing

@Suite("What is said of PMIx's types", .ownThread, .timeLimit(.minutes(20)))
struct HeaderTests {
    private static let tests = #filePath.split(separator: "/").dropLast().map { "/" + $0 }.joined()

    @Test(
        "is what its own header says: sizes, places, constants and functions",
        .enabled("there is no libpmix-dev: make deps") {
            let found = try await Tool().runOther("pkg-config", ["--exists", "pmix"])
            return found.status == .exited(0) || environment("CI") == "true"
        })
    func header() async throws {
        let flags = try await Tool().runOther("pkg-config", ["--cflags-only-I", "pmix"])
        try #require(flags.status == .exited(0), "\(flags)")
        let compiled = try await Tool(in: Self.tests).runOther(
            "cc",
            ["-fsyntax-only", "-Wall", "-Wextra", "-Werror", "-I../../Sources/CPMIx/include"]
                + flags.output.split(whereSeparator: \.isWhitespace).map(String.init) + ["header.c"])
        #expect(compiled.status == .exited(0), "\(compiled)")
    }
}
