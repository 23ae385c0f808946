import OSThreads

/// A file that is open for writing.
final class FileWriter: Sendable {
    let file: InodeID
    /// Where the file was when it was opened: what a close completes.
    let path: AlluxioPath
    let blockSizeBytes: Int64
    let writeType: WriteType
    let data: FileData
    let course = Monitor(UploadCourse())

    init(
        file: InodeID, path: AlluxioPath, blockSizeBytes: Int64, writeType: WriteType, in storage: Storage
    ) {
        self.file = file
        self.path = path
        self.blockSizeBytes = blockSizeBytes
        self.writeType = writeType
        data = FileData(in: storage)
    }

    /// Whether so many bytes more begin a block.
    func needsBlock(for bytes: Int) -> Bool {
        let written = data.count
        let room = (blockSizeBytes - written % blockSizeBytes) % blockSizeBytes
        return bytes > room
    }
}
