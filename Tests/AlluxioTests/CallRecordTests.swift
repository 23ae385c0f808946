import TestSupport
import Testing

@testable import Alluxio

@Suite("What is told of calls", .ownThread, .timeLimit(.minutes(20)))
struct CallRecordTests {
    @Test("is each call's name, path, bytes and times, in order, failed ones too")
    func records() throws {
        let proxy = try ScriptedProxy(["exists": [[.error("INTERNAL", "broken")]]])
        let client = try AlluxioClient(proxy.server)
        let calls = Calls(of: client)
        let path = try AlluxioPath("/f")
        _ = try client.withWriter(path) { try $0.write(bytes(100_000)) }
        _ = try client.withReader(path) { try $0.read { _ in } }
        #expect(throws: AlluxioError.self) { try client.exists(path) }

        let records = calls.records
        #expect(records.map(\.operation) == [.createFile, .write, .close, .openFile, .read, .close, .exists])
        #expect(records.allSatisfy { $0.path == path && !$0.isUndoing })
        #expect(records.map(\.bytes) == [0, 100_000, 0, 0, 7, 0, 0])
        #expect(records.map { $0.error?.code } == [nil, nil, nil, nil, nil, nil, .internalError])
        // Only the first call connects; only calls with a body in their answer have a first byte.
        #expect(records.map { $0.connectTime != nil } == [true, false, false, false, false, false, false])
        #expect(records.map { $0.firstByte != nil } == [true, true, false, true, true, false, true])
        for (one, next) in zip(records, records.dropFirst()) {
            #expect(one.start <= one.end && one.end <= next.start)
            if let firstByte = one.firstByte { #expect(one.start <= firstByte && firstByte <= one.end) }
        }
    }

    @Test(
        "is the proxy's clock, by the Date of its latest answer",
        arguments: [
            ("Thu, 01 Jan 1970 00:00:00 GMT", 0), ("Tue, 24 Nov 2026 14:40:05 GMT", 1_795_531_205_000),
            ("Thu, 29 Feb 2024 23:59:59 GMT", 1_709_251_199_000),
            ("Fri, 01 Mar 2024 00:00:00 GMT", 1_709_251_200_000),
            ("Tuesday, 24-Nov-26 14:40:05 GMT", nil), ("Tue, 24 Nov 2026 25:40:05 GMT", nil), ("", nil),
        ] as [(String, Int64?)])
    func date(text: String, milliseconds: Int64?) throws {
        let server = try ScriptedServer { _ in
            [.respond(status: 200, headers: [("Date", text)], body: Array("true".utf8))]
        }
        let client = try AlluxioClient(server)
        #expect(try client.exists(.root))
        #expect(client.dateOfLatestAnswer == milliseconds)
    }

    @Test(
        "names a proxy as it is written",
        arguments: [
            ("localhost", "localhost:39999"), ("10.0.0.1:1", "10.0.0.1:1"), ("[::1]", "[::1]:39999"),
            ("[::1]:5", "[::1]:5"), ("::1", "[::1]:39999"),
        ])
    func proxies(text: String, proxy: String) throws {
        #expect(try #require(ProxyAddress(text)).description == proxy)
    }

    @Test(
        "and takes nothing else for one",
        arguments: [
            "", ":1", "h:", "h:0", "h:65536", "h:x", "h:+1", "a b", "[1]", "[::1", "[::1]x", "h/:1", "u@h",
        ])
    func noProxies(text: String) {
        #expect(ProxyAddress(text) == nil)
    }
}
