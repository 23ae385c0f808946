import Alluxio
import EmbeddedProxy
import OSThreads
import TestSupport
import Testing

@Suite("The fault refuse", .ownThread, .timeLimit(.minutes(20)))
struct RefuseTests {
    @Test("ends kept connections, refuses new ones, and listens again on the same port with all it had")
    func comesBack() throws {
        let fixture = try FaultFixture()
        try fixture.store(pattern(1000), at: "/file")
        let kept = try RawConnection(port: fixture.proxy.port)
        kept.sendHead("GET", "/api/v1/proxy/info")
        #expect(kept.answer()?.status == 200)
        let before = try fixture.everything()
        let port = fixture.proxy.port
        try fixture.add("refuse:seconds=0.5:limit=1")

        let start = MonotonicTime.now
        let struck = #expect(throws: AlluxioError.self) { try fixture.client.delete(AlluxioPath("/file")) }
        #expect(struck?.happened == .reset)
        #expect(kept.isEnded())
        var refused = 0
        let deadline = start + .seconds(20)
        while .now < deadline {
            let file = try AlluxioPath("/file")
            do throws(AlluxioError) {
                _ = try fixture.client.exists(file)
                break
            } catch {
                #expect(error.code == .connect)
                refused += 1
            }
        }
        #expect(refused > 0)
        #expect(MonotonicTime.now - start >= .milliseconds(500))
        #expect(try fixture.everything() == before && fixture.proxy.port == port)
        #expect(fixture.strikes.map(\.kind) == [.refuse])
    }

    @Test("a proxy is stopped while it refuses, at once and for good")
    func stopped() throws {
        let fixture = try FaultFixture("refuse:seconds=600")
        #expect(throws: AlluxioError.self) { try fixture.client.exists(AlluxioPath("/a")) }
        #expect(timed { fixture.proxy.stop() } < .seconds(10))
        fixture.proxy.stop()
        let again = try EmbeddedProxy(.init(port: fixture.proxy.port))
        again.stop()
    }

    @Test("calls that are under way end, also those that wait")
    func underWay() throws {
        let fixture = try FaultFixture(
            "hang:seconds=600:operation=exists", "refuse:seconds=0.1:operation=delete")
        let waiting = try RawConnection(port: fixture.proxy.port)
        waiting.sendHead("POST", "/api/v1/paths//a/exists", ["Content-Length": "0"])
        fixture.awaitStrike()
        #expect(throws: AlluxioError.self) { try fixture.client.delete(AlluxioPath("/a")) }
        #expect(waiting.isEnded())
    }

    @Test("again and again, from many clients at once, the proxy comes back each time")
    func often() async throws {
        let fixture = try FaultFixture("refuse:every=20:seconds=0.02")
        let port = fixture.proxy.port
        let answers = 50
        let answered = try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<4 {
                group.addTask {
                    try await onThread {
                        let client = try AlluxioClient(ProxyAddress(host: "127.0.0.1", port: port))
                        let deadline = MonotonicTime.now + .seconds(60)
                        var answered = 0
                        while answered < answers, .now < deadline {
                            if (try? client.exists(AlluxioPath("/a"))) != nil { answered += 1 }
                        }
                        return answered
                    }
                }
            }
            return try await group.reduce(0, +)
        }
        #expect(answered == 4 * answers)
        #expect(fixture.proxy.faults.map(\.struck) == [fixture.strikes.count])
        #expect(fixture.strikes.count >= 4 * answers / 20)
        fixture.proxy.removeFaults()
        let deadline = MonotonicTime.now + .seconds(20)
        var isBack = false
        while !isBack, .now < deadline { isBack = (try? fixture.client.exists(AlluxioPath("/a"))) != nil }
        #expect(isBack)
    }
}
