import Alluxio
import EmbeddedProxy
import TestSupport
import Testing

@Suite("Which calls a fault strikes", .ownThread, .timeLimit(.minutes(20)))
struct FaultCountTests {
    /// Which of so many calls fail, as a row of x and dots.
    private func row(_ calls: Int, of fixture: FaultFixture, path: String = "/a") throws -> String {
        let path = try AlluxioPath(path)
        return (0..<calls).map { _ in (try? fixture.client.exists(path)) == nil ? "x" : "." }.joined()
    }

    @Test(
        "all, or as first, every and limit say",
        arguments: [
            ("500", "xxxxxxxxxx"), ("500:first=3", "...xxxxxxx"), ("500:every=3", "..x..x..x."),
            ("500:first=2:every=2", "...x.x.x.x"), ("500:limit=2", "xx........"),
            ("500:first=1:every=3:limit=2", "...x..x..."),
        ])
    func counts(text: String, expected: String) throws {
        let fixture = try FaultFixture(text)
        #expect(try row(10, of: fixture) == expected)
        let struck = expected.count { $0 == "x" }
        let count = try #require(fixture.proxy.faults.first)
        #expect(count.fault == (try Fault(text)) && count.matched == 10 && count.struck == struck)
        #expect(fixture.strikes.map(\.strike) == Array(1...struck))
    }

    @Test("by chance, the same for the same seed, whatever other faults there are")
    func probability() throws {
        let rows = try [7, 7, 8].map { (seed: UInt64) in
            try row(200, of: FaultFixture("500:probability=0.3:operation=exists", seed: seed))
        }
        #expect(rows[0] == rows[1] && rows[0] != rows[2])
        for row in rows { #expect((30...90).contains(row.count { $0 == "x" })) }
        let beside = try FaultFixture(
            "500:probability=0.3:operation=exists", "404:probability=0.5:operation=delete", seed: 7)
        for _ in 0..<5 { try? beside.client.delete(AlluxioPath("/b")) }
        #expect(try row(200, of: beside) == rows[0])
    }

    @Test("only those of its operation")
    func operation() throws {
        let fixture = try FaultFixture("404:operation=delete")
        let path = try AlluxioPath("/a")
        try fixture.client.createDirectory(path)
        let error = #expect(throws: AlluxioError.self) { try fixture.client.delete(path) }
        #expect(error?.httpStatus == 404)
        #expect(try fixture.client.exists(path))
        #expect(fixture.strikes.map(\.operation) == [.delete])
    }

    @Test(
        "only those on a path that its glob matches, whose * and ? match / too",
        arguments: [
            ("/a", "/a", true), ("/a", "/a/b", false), ("/a*", "/a/b/c", true), ("*/c", "/a/b/c", true),
            ("/a?b", "/a/b", true), ("/[ab]", "/b", true), ("/[!ab]", "/b", false), (#"/\*"#, "/a", false),
            (#"/ab\:c"#, "/ab:c", true), (#"/a[[\:digit\:]]"#, "/a7", true), ("/a/b", "/a/./x/../b", true),
        ])
    func paths(glob: String, path: String, isStruck: Bool) throws {
        let fixture = try FaultFixture("500:path=\(glob)")
        let connection = try RawConnection(port: fixture.proxy.port)
        connection.sendHead("POST", "/api/v1/paths/\(path)/exists", ["Content-Length": "0"])
        #expect(connection.answer()?.status == (isStruck ? 500 : 200))
    }

    @Test("a call on a stream has its file's path, one on the proxy has none")
    func pathsOfStreams() throws {
        let fixture = try FaultFixture()
        try fixture.store([1, 2, 3], at: "/a/file")
        let stream = try fixture.client.openFile(AlluxioPath("/a/file"))
        let new = try fixture.client.createFile(AlluxioPath("/a/new"))
        try fixture.add("500:path=/a/file:operation=read", "404:path=/a/new:operation=write", "503:path=?*")
        let read = #expect(throws: AlluxioError.self) { try fixture.client.read(stream) { _ in } }
        #expect(read?.code == .internalError)
        let written = #expect(throws: AlluxioError.self) {
            try fixture.client.write(new, fill: pieces(of: [1]))
        }
        #expect(written?.httpStatus == 404)
        #expect(try fixture.client.proxyInfo().version == "2.9.6")
        #expect(fixture.strikes.map(\.path) == ["/a/file", "/a/new"])
    }

    @Test("the first given that strikes does, and all that match count")
    func several() throws {
        let fixture = try FaultFixture("500:every=2", "404:limit=2", "503")
        let path = try AlluxioPath("/a")
        let statuses = (0..<6).map { _ in
            do throws(AlluxioError) {
                _ = try fixture.client.exists(path)
                return 200
            } catch { return error.httpStatus ?? 0 }
        }
        #expect(statuses == [404, 500, 404, 500, 503, 500])
        #expect(fixture.proxy.faults.map(\.matched) == [6, 6, 6])
        #expect(fixture.proxy.faults.map(\.struck) == [3, 2, 1])
    }

    @Test("faults come and go while the proxy runs")
    func comeAndGo() throws {
        let fixture = try FaultFixture()
        #expect(try row(2, of: fixture) == "..")
        try fixture.add("500:first=1")
        try fixture.add("404:limit=1")
        #expect(try row(3, of: fixture) == "xxx")
        fixture.proxy.removeFaults()
        #expect(try row(2, of: fixture) == ".." && fixture.proxy.faults.isEmpty)
        try fixture.add("500")
        #expect(try row(1, of: fixture) == "x")
        #expect(fixture.strikes.map(\.strike) == [1, 2, 3, 4])
    }
}
