import Alluxio
import EmbeddedProxy
import TestSupport
import Testing

/// A proxy whose worker has room for so many blocks of 1,000 bytes.
struct LimitedWorker {
    static let block = 1000

    let fixture: Fixture
    var client: AlluxioClient { fixture.client }

    init(
        blocks: Int, clock: ManualClock? = nil,
        _ configure: (inout EmbeddedProxy.Configuration) -> Void = { _ in }
    ) throws {
        fixture = try Fixture(clock: clock) {
            $0.capacity = Int64(blocks * Self.block)
            configure(&$0)
        }
    }

    /// Opens a file for writing, in blocks of 1,000 bytes.
    func create(_ path: String, _ type: WriteType = .mustCache, blockSize: Int = block) throws
        -> FileOutStream
    {
        try client.createFile(
            AlluxioPath(path),
            .with {
                $0.recursive = true
                $0.writeType = type
                $0.blockSizeBytes = Int64(blockSize)
            })
    }

    func write(_ bytes: Int, to stream: FileOutStream) throws {
        try client.write(stream, fill: pieces(of: pattern(bytes)))
    }

    /// Writes a complete file of so many bytes.
    func store(_ path: String, _ bytes: Int = block, _ type: WriteType = .mustCache) throws {
        let stream = try create(path, type)
        try write(bytes, to: stream)
        try client.close(stream)
    }

    func percentage(_ path: String) throws -> Int {
        try client.getStatus(AlluxioPath(path)).inAlluxioPercentage
    }

    func code(_ call: () throws -> Void) -> AlluxioError.Code? {
        do { try call() } catch { return (error as? AlluxioError)?.code }
        return nil
    }

    /// How many blocks a new writer gets until the worker is full: so many are free or can be evicted.
    func grantedBlocks() throws -> Int {
        var writers: [FileOutStream] = []
        var granted = -1
        repeat {
            granted += 1
            writers.append(try create("/granted/\(granted)"))
        } while code({ try write(1, to: writers[granted]) }) == nil
        for writer in writers { try client.close(writer) }
        try client.delete(AlluxioPath("/granted"), .with { $0.recursive = true })
        return granted
    }
}
