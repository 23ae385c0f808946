import WebServer

/// A call as faults see it, before its body has come.
struct StrikableCall {
    let operation: Fault.Operation
    /// Empty where it has none: of the proxy, or of a stream that isn't there.
    let path: String
    /// What is read, where anything is, and all of it is still there: else its client waits anyway.
    private(set) var reader: FileReader?
    /// The file that is read from its first byte on.
    private(set) var file: IntactFile?

    /// nil of a request that is no call.
    init?(_ head: RequestHead, _ cluster: Cluster) {
        guard let route = try? Route(head) else { return nil }
        switch route {
        case .proxyInfo:
            operation = .proxyInfo
            path = ""
        case .path(let call, let text, _):
            operation = Fault.Operation(call)
            path = (try? AlluxioPath(text))?.description ?? text
        case .stream(let call, let id):
            operation = Fault.Operation(call)
            path = cluster.streams.path(id)?.description ?? ""
            reader = call == .read ? cluster.wholeReader(id) : nil
            if let reader, reader.position == 0 { file = IntactFile(reader.content) }
        }
    }

    /// How many bytes the answer has of the file, and where in it they begin.
    var extent: (offset: Int64, length: Int64) {
        reader.map { ($0.position, $0.remaining) } ?? (0, 0)
    }

    /// What could happen to it as it is.
    var possibleKinds: Set<Fault.Kind> {
        var kinds = Self.ofAnyCall
        if extent.length > 0 { kinds.formUnion(Self.ofBodies) }
        if let file { kinds.formUnion(file.kinds) }
        if operation == .write { kinds.insert(.shortCount) }
        return kinds
    }

    private static let ofAnyCall: Set<Fault.Kind> = [
        .internalError, .serviceUnavailable, .notFound, .reset, .refuse, .hang, .late, .lateEffect, .badJSON,
        .notHTTP, .hugeHeaders,
    ]
    private static let ofBodies: Set<Fault.Kind> = [.cut, .stall, .slow, .empty]
}

extension Fault.Operation {
    init(_ operation: PathOperation) {
        self =
            switch operation {
            case .createDirectory: .createDirectory
            case .createFile: .createFile
            case .delete: .delete
            case .exists: .exists
            case .free: .free
            case .getStatus: .getStatus
            case .listStatus: .listStatus
            case .mount: .mount
            case .unmount: .unmount
            case .openFile: .openFile
            case .rename: .rename
            case .setAttribute: .setAttribute
            }
    }

    init(_ operation: StreamOperation) {
        self =
            switch operation {
            case .read: .read
            case .write: .write
            case .close: .close
            }
    }
}
