import Alluxio

/// A way to read the files that are verified.
protocol ByteSource {
    /// Gets ready for the first read, where there is something to get ready. What fails then fails again at the read.
    mutating func prepare()

    /// Hands over a file's bytes in order. What stops it is given back, not thrown: each file is judged by itself.
    mutating func read(_ path: AlluxioPath, _ take: (UnsafeRawBufferPointer) throws -> Void) -> ByteSourceEnd
}

/// How the reading of a file ended.
enum ByteSourceEnd {
    /// At its end, all of it handed over.
    case whole
    case missing
    case failed(AlluxioError)
}
