import Alluxio
import OSThreads

/// Reads through a proxy.
struct ProxyByteSource: ByteSource {
    let connection: ProcessConnection
    let timeout: Duration?

    func prepare() { _ = try? connection.ready() }

    func read(_ path: AlluxioPath, _ take: (UnsafeRawBufferPointer) throws -> Void) -> ByteSourceEnd {
        do throws(AlluxioError) {
            let client = try connection.ready()
            client.deadline = timeout.map { MonotonicTime.now + $0 }
            defer { client.deadline = nil }
            try client.withReader(path) { reader in _ = try reader.read(take) }
            return .whole
        } catch {
            connection.lookInto(error)
            return .failed(error)
        }
    }
}
