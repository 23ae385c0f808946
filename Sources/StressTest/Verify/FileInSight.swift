import Alluxio
import OSThreads

/// A file in Alluxio that is about to be read: what it should hold, and what is known of it before.
struct FileInSight {
    let path: AlluxioPath
    /// Nil where the listing doesn't have it, or nothing was listed.
    let status: FileSummary?
    let isListed: Bool
    let expected: Expectation
    /// For what is found in it.
    let subject: ExpectedFile
    /// The proxy that is asked, if one is.
    let proxy: ProxyAddress?
    private let recorder: Recorder

    init(_ plan: VerifyPlan, _ file: VerifiedFile, _ sight: Sight, _ recorder: Recorder) {
        path = file.path
        isListed = sight.statuses != nil
        status = sight.statuses?[file.path.description]
        expected = plan.knowledge.expectation(
            at: file.path, of: file.node, file.node == nil ? nil : file.number, status)
        subject = ExpectedFile(path: file.path.description, node: file.node?.description, file.number)
        proxy = plan.proxy(of: recorder)
        self.recorder = recorder
    }

    /// Reads it to its end, or to what stops the last try at that: a failure of `take`'s is one of the local disk.
    ///
    /// - Parameter restart: called before each try but the first.
    func read(
        from source: inout any ByteSource, _ tries: inout Tries, restart: () -> Void,
        _ take: (UnsafeRawBufferPointer) throws(SystemError) -> Void
    ) -> ByteSourceEnd {
        let start = MonotonicTime.now
        let limit = BodyLimit(length: status?.length ?? expected.length)
        var (end, bytes) = (start, Int64(0))
        var how: ByteSourceEnd
        while true {
            how = source.read(path) { piece in
                recorder.addBytesMoved(piece.count)
                bytes += Int64(piece.count)
                do throws(SystemError) { try take(piece) } catch {
                    throw AlluxioError(error, .localRead, path)
                }
                try limit.check(received: bytes, of: path)
                end = .now
            }
            guard case .failed(let error) = how, tries.goOn(after: error) else { break }
            restart()
            bytes = 0
        }
        switch how {
        case .whole: recorder.recordFile(.readFile, took: end - start, bytes: bytes)
        case .missing: break
        case .failed: recorder.recordFailedFile(.readFile, took: .now - start)
        }
        return how
    }
}
