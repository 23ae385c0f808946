import Alluxio
import SelfDescribingData

extension FileToRead {
    /// A file that is known to be stored.
    ///
    /// - Parameters:
    ///   - layout: of any of the nodes.
    ///   - place: of the process that reads it.
    init?(
        _ file: StoredFiles.File, of stored: StoredFiles, _ layout: FileLayout, place: FileNumber,
        status: FileSummary? = nil
    ) {
        guard let node = stored.node.number else { return nil }
        let number = file.number
        let content = Content.generated(run: stored.run, node: node, length: stored.length)
            .version(file.version, ofProcess: number.process, file: number.file)
        var expected = Expectation(bytes: .content(content, nil), length: stored.length)
        if stored.length == 0 {
            // Of no bytes only the mark tells which version they are.
            expected.mark = Mark(
                run: stored.run, node: stored.node.description, process: number.process,
                file: number.file, version: file.version, length: 0)
        }
        let path = layout.of(stored.node).path(number)
        self.init(
            ReadTarget(path: path, node: stored.node, number: number), place: place, status: status,
            expected)
    }
}

extension MixedPlan {
    func reading(ofProcess process: Int, _ state: RunState, _ dialect: Dialect) -> FileReading {
        FileReading(
            connection: ProcessConnection(writing.deployment, process: process, dialect, state),
            recorder: state.processes[process], state: state, readType: readType,
            timeout: writing.deployment.timeouts.file, copies: nil)
    }

    /// This node's, of some files.
    func stored(_ files: [StoredFiles.File]) -> StoredFiles {
        StoredFiles(
            node: writing.layout.node, run: writing.run, length: writing.content.length, files: files)
    }
}
