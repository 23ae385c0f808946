import OSThreads

/// Where files keep their bytes.
enum Storage: Sendable {
    case memory
    case folder(DataFolder)

    /// A new place for one file's bytes.
    func place() throws(SystemError) -> any StoredBytes {
        switch self {
        case .memory: MemoryBytes()
        case .folder(let folder): try FileBytes(in: folder)
        }
    }
}
