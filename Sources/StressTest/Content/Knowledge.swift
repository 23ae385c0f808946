import Alluxio
import SelfDescribingData

/// What a run was told of what files should hold: by a source, by records, or by a run's number.
public struct Knowledge: Sendable {
    public let source: SourceFile?
    public let record: Record?
    /// The run that wrote the files.
    public let run: UInt32?
    private let fingerprints: Fingerprints?

    /// - Parameter fingerprints: of the source, where its bytes need not be compared themselves.
    public init(
        source: SourceFile?, fingerprints: Fingerprints? = nil, record: Record? = nil, run: UInt32? = nil
    ) {
        self.source = source
        self.record = record
        self.run = run
        self.fingerprints = fingerprints
    }

    /// - Parameters:
    ///   - file: nil of one that is no process's.
    ///   - status: nil where none was looked up.
    func expectation(at path: AlluxioPath, of node: NodeName?, _ file: FileNumber?, _ status: FileSummary?)
        -> Expectation
    {
        let untold = untold(of: node, file, status)
        guard let event = record?.files[path.description] else { return untold }
        guard case .stored(let length, _, _) = event.kind else {
            var unsettled = untold
            unsettled.isSettled = false
            return unsettled
        }
        var expected = source == nil ? Expectation(bytes: .unknown, length: length) : untold
        if source == nil, let content = event.content {
            expected = Expectation(bytes: .content(content, nil), length: length)
            guard length == 0 else { return expected }
        }
        // Of a source's bytes, and of none, only the mark tells which version they are.
        expected.mark = Mark(
            run: event.run, node: event.node, process: event.number.process, file: event.number.file,
            version: event.version, length: length)
        return expected
    }

    /// Of a file that no record tells of.
    private func untold(of node: NodeName?, _ file: FileNumber?, _ status: FileSummary?) -> Expectation {
        if let source {
            return Expectation(bytes: .content(.source(source), fingerprints), length: source.length)
        }
        let mark = status.flatMap(Mark.init(of:))
        let known = identity(of: node, file, mark)
        guard let mark else { return Expectation(bytes: .described(known), length: status?.length) }
        let bytes: Expectation.Bytes =
            switch (mark.data, known.whole) {
            case (.source, _): .unknown
            case (.generated, let identity?): .content(.generated(identity, length: mark.length), nil)
            case (.generated, nil): .described(known)
            }
        return Expectation(bytes: bytes, length: mark.length)
    }

    /// What path and mark tell of the file's identity. A mark of another file came here by a rename.
    private func identity(of node: NodeName?, _ file: FileNumber?, _ mark: Mark?) -> PartialIdentity {
        let marked = mark.flatMap(PartialIdentity.init)
        guard let node, let file else {
            var identity = marked ?? PartialIdentity()
            identity.run = run ?? identity.run
            return identity
        }
        var identity = PartialIdentity(
            run: run, node: node.number, process: UInt16(exactly: file.process),
            file: UInt16(exactly: file.file))
        if let marked, marked.node == identity.node, marked.process == identity.process,
            marked.file == identity.file
        {
            identity.run = run ?? marked.run
            identity.version = marked.version
        }
        return identity
    }
}

extension PartialIdentity {
    /// What a mark tells; nil where its node has a name that is no number, and so wrote no generated data.
    fileprivate init?(_ mark: Mark) {
        guard let node = NodeName(mark.node)?.number, let process = UInt16(exactly: mark.process),
            let file = UInt16(exactly: mark.file), let version = UInt32(exactly: mark.version)
        else { return nil }
        self.init(run: mark.run, node: node, process: process, file: file, version: version)
    }
}
