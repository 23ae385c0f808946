import TestSupport
import Testing

/// What the Dockerfile names; no image is built.
@Suite("The recipe for an image", .ownThread, .timeLimit(.minutes(20)))
struct ImageRecipeTests {
    /// The Dockerfile's instructions, each with its words.
    private func instructions() throws -> [[Substring]] {
        try Recipes.text("kubernetes/Dockerfile").replacing("\\\n", with: " ").split(separator: "\n")
            .filter { !$0.hasPrefix("#") }.map { $0.split(separator: " ") }
    }

    private func text(_ name: String) throws -> String {
        String(decoding: try bytes(ofFile: "\(Recipes.package)/\(name)"), as: UTF8.self)
    }

    @Test("its packages are those that building needs, or else Debian's")
    func packages() async throws {
        let packages = try instructions().filter { $0.first == "RUN" && $0.contains("apt-get") }.flatMap {
            words in
            words.drop { $0 != "install" }.dropFirst().prefix { $0 != "&&" }.filter { !$0.hasPrefix("-") }
        }
        #expect(packages.contains("libcurl4-openssl-dev") && packages.contains("libcurl4"))
        let known = Set(
            try text("Scripts/install-dependencies").split { $0.isWhitespace }.filter { !$0.hasPrefix("#") })
        for package in packages where !known.contains(package) {
            let show = try await Tool().runOther(
                "/bin/sh", ["-c", "dpkg-query --show \(package) || apt-cache show \(package)"])
            #expect(show.status == .exited(0), "\(show)")
        }
    }

    @Test("what it copies is there: in the repository, or where make build leaves it")
    func copies() throws {
        let copies = try instructions().filter { $0.first == "COPY" }
        #expect(copies.count == 2)
        let binary = try #require(
            try text("Makefile").split(separator: "\n").first { $0.hasPrefix("BINARY := ") }?.dropFirst(10))
        for copy in copies {
            if copy.contains("--from=build") {
                #expect(copy[2] == "/src/\(binary)")
            } else {
                #expect(copy[1] == ".")
            }
        }
        #expect(try instructions().contains(["WORKDIR", "/src"]))
    }

    @Test("what is built and git's are not sent along, and all targets' folders are")
    func context() throws {
        let ignored = try Recipes.text("kubernetes/Dockerfile.dockerignore").split(separator: "\n")
            .filter { !$0.hasPrefix("#") }
        #expect(ignored.contains(".git") && ignored.contains("**/.build"))
        // A line that takes some back would need to be understood here.
        #expect(!ignored.contains { $0.hasPrefix("!") })
        let needed: Set<Substring> = ["Sources", "Tests", "Benchmarks", "Package.swift", "Makefile"]
        #expect(needed.isDisjoint(with: ignored.map { $0.split(separator: "/").first ?? $0 }))
        for path in try text("Package.swift").split(separator: "path: \"").dropFirst() {
            #expect(needed.contains(path.prefix { $0 != "/" }))
        }
    }
}
