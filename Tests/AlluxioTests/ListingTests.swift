import Alluxio
import FoundationEssentials
import TestSupport
import Testing

@Suite("Listings, read as summaries", .timeLimit(.minutes(20)))
struct ListingTests {
    /// What a client that asks for a listing reads of `body`, beside what a JSON decoder does; nil for an error.
    private func readings(of bodies: [[UInt8]]) throws -> [(client: [FileSummary]?, decoder: [FileSummary]?)]
    {
        let next = Counter()
        let server = try ScriptedServer { _ in [.respond(status: 200, body: bodies[next.next() - 1])] }
        let client = try AlluxioClient(ProxyAddress(host: "127.0.0.1", port: server.port))
        return bodies.map { body in
            (
                try? client.listStatus(.root, as: FileSummary.self),
                try? JSONDecoder().decode([FileSummary].self, from: Data(body))
            )
        }
    }

    private static let status = """
        {"acl":{"owner":"root","entries":["user::rw-","group::r--"],"default":false},"blockIds":[1,-2],\
        "cacheable":true,"completed":true,"creationTimeMs":1795550000123,"folder":false,"inAlluxioPercentage":100,\
        "length":5242880,"mountPoint":false,"name":"process_0","path":"/a/node_1/process_0","persisted":false,\
        "persistenceState":"NOT_PERSISTED","pinned":false,"ttl":-1,"ufsPath":null,"x":1.5e3,\
        "xattr":{"alluxio-stress":"MSAxIDEgMCAwIDEgMQ=="}}
        """

    @Test("give what a JSON decoder gives, in any layout and with anything around what is read")
    func layouts() async throws {
        let spaced = Self.status.map { ":,{}[]".contains($0) ? " \($0)\n\t" : "\($0)" }.joined()
        let bodies = [
            "[]", " [ ] \n", "[\(Self.status)]", "[\(Self.status),\(Self.status)]",
            "\n[\(spaced) , \(spaced)]\r\n",
            // Escapes, names with quotes, values that are objects where nobody looks, and none where one is due.
            "[\(Self.status.replacing("process_0\",", with: "pr\\u00f6cess\\\"0\","))]",
            "[\(Self.status.replacing("\"ufsPath\":null", with: "\"ufs\\\"Path\":{\"a\":[{}, \"]\\\\\"]}"))]",
            "[\(Self.status.replacing("{\"alluxio-stress\":\"MSAxIDEgMCAwIDEgMQ==\"}", with: "null"))]",
            "[\(Self.status.replacing("5242880", with: "9223372036854775807"))]",
        ]
        try await onThread {
            for (body, reading) in zip(bodies, try readings(of: bodies.map { Array($0.utf8) })) {
                #expect(reading.client != nil, "\(body)")
                #expect(reading.client == reading.decoder, "\(body)")
            }
        }
    }

    @Test("that are no listings are refused")
    func refused() async throws {
        let bodies = [
            "", "null", "{}", "[", "[,]", "[1]", "[{}]", "[\(Self.status)", "[\(Self.status)]]",
            "[\(Self.status.replacing("5242880", with: "\"5242880\""))]",
            "[\(Self.status.replacing("5242880", with: "92233720368547758070"))]",
            "[\(Self.status.replacing("\"folder\":false", with: "\"folder\":0"))]",
            "[\(Self.status.replacing("MSAx", with: "!!!!"))]",
            String(repeating: "[", count: 100_000),
            "[{\"x\":" + String(repeating: "[", count: 100_000),
        ]
        try await onThread {
            for (body, reading) in zip(bodies, try readings(of: bodies.map { Array($0.utf8) })) {
                #expect(reading.client == nil, "\(body.prefix(400))")
            }
        }
    }

    @Test("that are damaged anywhere are never read as something else than a JSON decoder reads")
    func damaged() async throws {
        var random = SeededGenerator()
        let seed = random.seed
        let original = Array("[\(Self.status)]".utf8)
        let bodies = (0..<2000).map { _ in
            var body = original
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                let place = body.indices.randomElement(using: &random) ?? 0
                switch Int.random(in: 0...2, using: &random) {
                case 0: body[place] = UInt8.random(in: 0...255, using: &random)
                case 1: body.remove(at: place)
                default: body.insert(body.randomElement(using: &random) ?? 0, at: place)
                }
            }
            return body
        }
        try await onThread {
            for (body, reading) in zip(bodies, try readings(of: bodies)) {
                // What is skipped need not be right to be skipped.
                guard let decoded = reading.decoder else { continue }
                // The client refuses what can't be, too.
                if reading.client == nil, decoded.contains(where: Self.isImpossible) { continue }
                #expect(reading.client == decoded, "seed \(seed): \(String(decoding: body, as: UTF8.self))")
            }
        }
    }

    private static func isImpossible(_ summary: FileSummary) -> Bool {
        let components = summary.path.utf8.split(
            separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        return summary.length < 0 || summary.inAlluxioPercentage < 0 || components.first?.isEmpty != true
            || components.dropFirst().contains { ["", ".", ".."].contains(String(Substring($0))) }
    }
}
