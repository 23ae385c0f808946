import Alluxio
import OSThreads

/// Where the bytes of a read go: they are held against what they should be, and kept in a copy, as the plan asks.
struct ReadSink: ~Copyable {
    private let path: AlluxioPath
    private let expected: Expectation
    private var check: ContentCheck
    private var copy: LocalCopy?

    var received: Int64 { check.received }

    /// Throws `AlluxioError` of code `local` where the copy can't be begun.
    init(_ path: AlluxioPath, _ expected: Expectation, _ copies: LocalCopies?, _ file: FileNumber)
        throws(AlluxioError)
    {
        self.path = path
        self.expected = expected
        check = ContentCheck(expected)
        copy = nil
        do throws(SystemError) {
            if let copies { copy = try LocalCopy(copies, file) }
        } catch {
            throw AlluxioError(error, .localWrite, path)
        }
    }

    /// Throws `AlluxioError` of code `local` where the source can't be read or the copy not written.
    mutating func take(_ piece: UnsafeRawBufferPointer) throws(AlluxioError) {
        do { try check.take(piece) } catch { throw AlluxioError(error, .localRead, path) }
        do { try copy?.append(piece) } catch { throw AlluxioError(error, .localWrite, path) }
    }

    /// Forgets what it took: the file is read once more.
    mutating func restart() throws(AlluxioError) {
        check = ContentCheck(expected)
        do { try copy?.restart() } catch { throw AlluxioError(error, .localWrite, path) }
    }

    mutating func keepCopy() throws(AlluxioError) {
        do { try copy?.keep() } catch { throw AlluxioError(error, .localWrite, path) }
    }

    /// To be called once all has come: what the content is; nil where it could not be held against anything.
    mutating func checked() -> CheckedContent? { check.finish() }
}

extension AlluxioError {
    /// A failure of the local disk, met while a file of Alluxio was at hand.
    init(_ error: SystemError, _ operation: Alluxio.Operation, _ path: AlluxioPath) {
        self.init(.local, error.description, operation: operation, path: path, cause: error)
    }
}
