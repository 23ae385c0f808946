import Alluxio
import EmbeddedProxy
import TestSupport
import Testing

@Suite("Faults of a proxy whose worker can be full", .ownThread, .timeLimit(.minutes(20)))
struct LimitedWorkerFaultTests {
    @Test(
        "leave nothing reserved by a writer whose file they keep incomplete",
        arguments: ["lost", "close-fails", "incomplete:operation=write"])
    func reservations(fault: String) throws {
        let worker = try LimitedWorker(blocks: 3)
        worker.fixture.proxy.add([try Fault("\(fault):path=/a")])
        let writer = try worker.create("/a")
        try worker.write(1500, to: writer)
        let refusal = worker.code { try worker.client.close(writer) }
        #expect((refusal == .internalError) == (fault == "close-fails"))
        #expect(worker.fixture.proxy.faults.map(\.struck) == [1])
        #expect(try !worker.client.getStatus(AlluxioPath("/a")).completed)
        #expect(try worker.grantedBlocks() == 3)
    }

    @Test("take what they evict out of the worker, so that nothing else must go")
    func room() throws {
        let worker = try LimitedWorker(blocks: 2)
        worker.fixture.proxy.add([try Fault("evicted:path=/b:operation=write")])
        for name in ["/a", "/b", "/c"] { try worker.store(name) }
        #expect(try ["/a", "/b", "/c"].map(worker.percentage) == [100, 0, 100])
    }

    @Test("show a file incomplete of which blocks are gone")
    func incomplete() throws {
        let worker = try LimitedWorker(blocks: 3)
        try worker.store("/a", 2500)
        try worker.store("/b", 1000)
        #expect(try worker.percentage("/a") == 80)
        worker.fixture.proxy.add([try Fault("incomplete:path=/a")])
        let status = try worker.client.getStatus(AlluxioPath("/a"))
        #expect(!status.completed && status.length == 0)
    }

    @Test("strike no course of an answer that doesn't come", arguments: ["cut", "stall", "empty", "zeros"])
    func silent(fault: String) throws {
        let worker = try LimitedWorker(blocks: 1)
        for name in ["/a", "/b"] { try worker.store(name) }
        worker.fixture.proxy.add([try Fault("\(fault):operation=read")])
        let reader = try worker.client.openFile(AlluxioPath("/a"))
        let raw = try RawConnection(port: worker.fixture.proxy.port)
        raw.sendHead("POST", "/api/v1/streams/\(reader.id.rawValue)/read", ["Content-Length": "0"])
        #expect(!raw.isReadable(within: .milliseconds(300)))
        #expect(worker.fixture.proxy.faults.map(\.struck) == [0])
    }
}
