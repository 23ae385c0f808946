import OSThreads

/// A file's bytes in memory.
final class MemoryBytes: StoredBytes, StoredBytesReader {
    // Sendable holds: it is changed only under the lock of the file that is being written, and only read from then on.
    private nonisolated(unsafe) var list = ChunkList()

    deinit { list.recycle() }

    func append(_ bytes: UnsafeRawBufferPointer) { list.append(bytes) }

    func finish() {}

    func reader() -> any StoredBytesReader { self }

    func read(at position: Int64, into buffer: UnsafeMutableRawBufferPointer) {
        list.read(at: position, into: buffer)
    }
}
