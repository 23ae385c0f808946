import Alluxio
import SelfDescribingData
import StressTest
import TestSupport

// Generated data that stands in Alluxio
extension Stage {
    /// `node_1/process_3`, or in the folder of a process that has several files `node_1/process_3/file_2`.
    static func name(_ identity: Identity, inFolder: Bool = false) -> String {
        "node_\(identity.node)/process_\(identity.process)" + (inFolder ? "/file_\(identity.file)" : "")
    }

    /// Puts bytes at a file's path, in the place of what stands there, with the mark of that file.
    func store(_ bytes: [UInt8], as identity: Identity, isMarked: Bool = true, inFolder: Bool = false) throws
    {
        try replace(
            Self.name(identity, inFolder: inFolder), with: bytes,
            mark: isMarked ? Mark(identity, length: bytes.count) : nil)
    }

    func replace(_ name: String, with bytes: [UInt8], mark: Mark? = nil) throws {
        if try status(name) != nil { try server.client().delete(path(name)) }
        try write(bytes, to: name, mark: mark)
    }

    /// `parallel-write` of generated data, for node 1 and run 77 where the line names no others.
    func generate(_ line: String) async throws -> Ended {
        let run = line.contains("--run") ? "" : "--run 77"
        return try await self.run(
            "parallel-write --node 1 --dst \(root) --block-size 1MB --size 20000 \(run) \(line)")
    }
}

extension Mark {
    init(_ identity: Identity, length: Int) {
        self.init(
            run: identity.run, node: "\(identity.node)", process: Int(identity.process),
            file: Int(identity.file), version: Int(identity.version), length: Int64(length))
    }
}
