import Alluxio
import Synchronization

/// The statuses of the files that will be read, looked up with one call.
struct Statuses: Sendable {
    private let byNumber: [FileNumber: FileSummary]
    /// The one that all processes share.
    private let shared: FileSummary?
    /// What to try where nothing stands where it should.
    let advice: String?

    /// Throws `AlluxioError` where the look-up fails; that there is no such file or folder is no failure of it.
    init(_ source: ReadPlan.Source, _ client: AlluxioClient) throws(AlluxioError) {
        switch source {
        case .oneFile(let path):
            byNumber = [:]
            advice = nil
            do {
                shared = try client.getStatus(path, as: FileSummary.self)
            } catch  where error.code == .notFound {
                shared = nil
            }
        case .node(let layout):
            shared = nil
            let folder = try NodeFolder(layout, client)
            byNumber = folder.files
            advice = folder.advice
        }
    }

    subscript(number: FileNumber) -> FileSummary? { shared ?? byNumber[number] }
}

/// What the coordinator looked up before an iteration, for the processes to read by.
final class IterationStatuses: Sendable {
    private let statuses = Mutex<Statuses?>(nil)

    var current: Statuses? {
        get { statuses.withLock { $0 } }
        set { statuses.withLock { $0 = newValue } }
    }
}
