import OSThreads

/// Where the bytes of one file are kept that are no generated data. They are added by its writer alone, and read once
/// nothing is added any more; what keeps them gives them up with its last reference.
protocol StoredBytes: AnyObject, Sendable {
    func append(_ bytes: UnsafeRawBufferPointer) throws(SystemError)

    /// Nothing is added any more.
    func finish()

    func reader() throws(SystemError) -> any StoredBytesReader
}

protocol StoredBytesReader: AnyObject, Sendable {
    /// Fills all of `buffer` with the bytes from `position` on, which must be there.
    func read(at position: Int64, into buffer: UnsafeMutableRawBufferPointer) throws(SystemError)
}
