import Alluxio
import TestSupport
import Testing

@Suite("Scoped reading", .ownThread, .timeLimit(.minutes(20)))
struct ScopedReadingTests {
    struct SinkBroke: Error {}

    @Test("opens, reads and closes")
    func whole() throws {
        let proxy = try ScriptedProxy()
        var came: [UInt8] = []
        let count = try AlluxioClient(proxy.server).withReader(.root) { try $0.read { came += $0 } }
        #expect(count == 7 && came == Array("content".utf8))
        #expect(proxy.calls == ["open-file", "read", "close"])
    }

    @Test(
        "closes after a failure of the caller's, also in mid read and after the deadline, and throws that failure"
    )
    func failures() throws {
        let proxy = try ScriptedProxy()
        let client = try AlluxioClient(proxy.server)
        for inMidRead in [false, true] {
            let error = #expect(throws: AlluxioError.self) {
                try client.withReader(.root) { reader in
                    let fail = {
                        client.deadline = .now
                        throw SinkBroke()
                    }
                    if inMidRead { try reader.read { _ in try fail() } }
                    try fail()
                }
            }
            #expect(error?.code == .local && error?.cause is SinkBroke && error?.operation == .read)
            #expect(client.deadline != nil)
            client.deadline = nil
        }
        #expect(proxy.calls == ["open-file", "close", "open-file", "read", "close"])
    }

    @Test("throws the read's failure, not that of the close after it")
    func firstFailure() throws {
        let proxy = try ScriptedProxy([
            "read": [[.text(500, "HTTP 500 Internal Server Error")]],
            "close": [[.error("INTERNAL", "broken")]],
        ])
        let error = #expect(throws: AlluxioError.self) {
            try AlluxioClient(proxy.server).withReader(.root) { try $0.read { _ in } }
        }
        #expect(error?.code == .noStream && error?.operation == .read)
        #expect(proxy.calls == ["open-file", "read", "close"])
    }

    @Test("throws the failure of a close after a good read")
    func failedClose() throws {
        let proxy = try ScriptedProxy(["close": [[.error("INTERNAL", "broken")]]])
        let error = #expect(throws: AlluxioError.self) {
            try AlluxioClient(proxy.server).withReader(.root) { try $0.read { _ in } }
        }
        #expect(error?.code == .internalError && error?.operation == .close)
    }
}
