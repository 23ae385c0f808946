import Alluxio
import EmbeddedProxy
import OSThreads
import TestSupport
import Testing

/// A call of each operation, on what a proxy has been given for it.
private struct PreparedCalls {
    let client: AlluxioClient
    let reader: FileInStream
    let writer: FileOutStream
    let ended: FileOutStream

    init(_ fixture: FaultFixture) throws {
        client = fixture.client
        try fixture.store(pattern(20_000), at: "/d/file")
        try client.createDirectory(AlluxioPath("/d/empty"))
        try client.mount(AlluxioPath("/d/mounted"), source: "/tmp")
        reader = try client.openFile(AlluxioPath("/d/file"))
        writer = try client.createFile(AlluxioPath("/d/new"))
        ended = try client.createFile(AlluxioPath("/d/ended"))
    }

    func make(_ operation: Fault.Operation) throws {
        let file = try AlluxioPath("/d/file")
        switch operation {
        case .createFile: _ = try client.createFile(AlluxioPath("/d/x"))
        case .write: try client.write(writer, fill: pieces(of: pattern(300_000)))
        case .close: try client.close(ended)
        case .openFile: _ = try client.openFile(file)
        case .read: try client.read(reader) { _ in }
        case .getStatus: _ = try client.getStatus(file)
        case .listStatus: _ = try client.listStatus(AlluxioPath("/d"))
        case .delete: try client.delete(AlluxioPath("/d/empty"))
        case .createDirectory: try client.createDirectory(AlluxioPath("/d/y"))
        case .free: try client.free(file)
        case .rename: try client.rename(file, to: AlluxioPath("/d/file2"))
        case .exists: _ = try client.exists(file)
        case .setAttribute: try client.setAttribute(file, .with { $0.pinned = true })
        case .mount: try client.mount(AlluxioPath("/d/m"), source: "/tmp")
        case .unmount: try client.unmount(AlluxioPath("/d/mounted"))
        case .proxyInfo: _ = try client.proxyInfo()
        }
    }
}

@Suite("Faults of any call", .ownThread, .timeLimit(.minutes(20)))
struct CallFaultTests {
    /// Strikes one call of every operation that the fault can strike, and holds that nothing else happened.
    private func strikeEach(_ text: String, _ check: (AlluxioError) -> Void) throws {
        let kind = try Fault(text).kind
        for operation in Fault.Operation.allCases where kind.possibleOperations.contains(operation) {
            let fixture = try FaultFixture()
            let calls = try PreparedCalls(fixture)
            let before = try fixture.everything()
            try fixture.add("\(text):limit=1:operation=\(operation.rawValue)")
            let error = #expect(throws: AlluxioError.self, "\(operation)") { try calls.make(operation) }
            if let error { check(error) }
            #expect(fixture.strikes.map(\.kind) == [kind])
            #expect(fixture.strikes.map(\.operation) == [operation])
            #expect(fixture.strikes.first?.path.hasPrefix("/d") == (operation != .proxyInfo))
            #expect(fixture.strikes.allSatisfy { $0.offset == 0 && $0.length == 0 })
            #expect(try fixture.everything() == before, "\(operation)")
            // And the call itself was good.
            #expect(throws: Never.self, "\(operation)") { try calls.make(operation) }
        }
    }

    @Test("500 is Alluxio's own error")
    func internalError() throws {
        try strikeEach("500") { #expect($0.code == .internalError && $0.statusCode == "INTERNAL") }
    }

    @Test("503 and 404 are pages", arguments: [("503", 503), ("404", 404)])
    func pages(text: String, status: Int) throws {
        try strikeEach(text) { error in
            #expect(error.code == .http && error.httpStatus == status)
            #expect(error.answer?.contentType?.hasPrefix("text/html") == true)
        }
    }

    @Test("reset resets the connection")
    func reset() throws {
        try strikeEach("reset") { #expect($0.happened == .reset) }
    }

    @Test("reset is no clean end")
    func trueReset() throws {
        // On a new connection; of one that was kept a client only knows that it ended.
        let fixture = try FaultFixture("reset")
        let error = #expect(throws: AlluxioError.self) { try fixture.client.exists(AlluxioPath("/a")) }
        #expect(error?.code == .reset && error?.message.contains("Connection reset by peer") == true)
    }

    @Test("hang gives no answer and ends, and a client that waits for less has a limit strike")
    func hang() throws {
        try strikeEach("hang:seconds=0.05") { #expect($0.happened == .reset) }
        let fixture = try FaultFixture("hang:seconds=30")
        let took = timed {
            let error = #expect(throws: AlluxioError.self) { try fixture.impatient.exists(AlluxioPath("/a")) }
            #expect(error?.code == .timeout)
        }
        #expect(took < .seconds(10))
    }

    @Test(
        "bad-json, not-http and huge-headers break the protocol",
        arguments: ["bad-json", "not-http", "huge-headers"])
    func protocolViolations(text: String) throws {
        try strikeEach(text) { #expect($0.code == .protocolViolation) }
    }

    @Test("late is answered rightly, and later")
    func late() throws {
        for operation in Fault.Operation.allCases {
            let fixture = try FaultFixture()
            let calls = try PreparedCalls(fixture)
            try fixture.add("late:seconds=0.1:operation=\(operation.rawValue)")
            let took = try timed { try calls.make(operation) }
            #expect(took >= .milliseconds(100), "\(operation)")
            #expect(fixture.strikes.map(\.kind) == [.late])
        }
    }

    @Test("F9: late-effect is never answered, and carried out after the client has given up")
    func lateEffect() throws {
        let fixture = try FaultFixture("late-effect:seconds=6:limit=1")
        let path = try AlluxioPath("/a")
        let error = #expect(throws: AlluxioError.self) { try fixture.impatient.createDirectory(path) }
        #expect(error?.code == .inDoubt && error?.happened == .timeout)
        #expect(try !fixture.client.exists(path))
        let deadline = MonotonicTime.now + .seconds(20)
        var isThere = false
        while !isThere, .now < deadline { isThere = try fixture.client.exists(path) }
        #expect(isThere)
    }

    @Test("late-effect is not answered either when the client waits")
    func lateEffectInTime() throws {
        let fixture = try FaultFixture("late-effect:seconds=0.1:limit=1")
        let error = #expect(throws: AlluxioError.self) {
            try fixture.client.createDirectory(AlluxioPath("/a"))
        }
        #expect(error?.happened == .reset)
        #expect(try fixture.client.exists(AlluxioPath("/a")))
    }

    @Test(
        "what waits for its time ends when the proxy is stopped", arguments: ["hang", "late", "late-effect"])
    func stopped(text: String) throws {
        let fixture = try FaultFixture("\(text):seconds=600")
        let raw = try RawConnection(port: fixture.proxy.port)
        raw.sendHead("POST", "/api/v1/paths//a/create-directory", ["Content-Length": "0"])
        fixture.awaitStrike()
        fixture.proxy.stop()
        #expect(raw.isEnded())
    }
}
