import Alluxio
import OSThreads

/// Where the bytes of a read go: they are counted, held against the source, and kept in a copy, as the plan asks.
struct ReadSink: ~Copyable {
    private(set) var received: Int64 = 0
    private let path: AlluxioPath
    private var comparison: Comparison?
    private var copy: LocalCopy?

    /// Throws `AlluxioError` of code `local` where the copy can't be begun.
    init(_ path: AlluxioPath, _ plan: ReadPlan, process: Int) throws(AlluxioError) {
        self.path = path
        comparison = plan.expected.map { Comparison(with: $0, fingerprints: plan.fingerprints) }
        copy = nil
        do throws(SystemError) {
            if let copies = plan.copies { copy = try LocalCopy(copies, process: process) }
        } catch {
            throw AlluxioError(error, .localWrite, path)
        }
    }

    /// Throws `AlluxioError` of code `local` where the source can't be read or the copy not written.
    mutating func take(_ piece: UnsafeRawBufferPointer) throws(AlluxioError) {
        received += Int64(piece.count)
        do { try comparison?.take(piece) } catch { throw AlluxioError(error, .localRead, path) }
        do { try copy?.append(piece) } catch { throw AlluxioError(error, .localWrite, path) }
    }

    mutating func keepCopy() throws(AlluxioError) {
        do { try copy?.keep() } catch { throw AlluxioError(error, .localWrite, path) }
    }

    /// The runs of bytes that differ from the source, and how many more there are.
    mutating func differences() -> (runs: [Comparison.Run], omitted: Int) {
        comparison?.finish()
        return (comparison?.runs ?? [], comparison?.runsOmitted ?? 0)
    }
}

extension AlluxioError {
    /// A failure of the local disk, met while a file of Alluxio was at hand.
    init(_ error: SystemError, _ operation: Alluxio.Operation, _ path: AlluxioPath) {
        self.init(.local, error.description, operation: operation, path: path, cause: error)
    }
}
