import Alluxio
import StressTest

// What stands in Alluxio
extension Stage {
    func path(_ name: String) throws -> AlluxioPath { try AlluxioPath("\(root)/\(name)") }

    func content(_ name: String) throws -> [UInt8] {
        var bytes: [UInt8] = []
        try server.client().withReader(path(name)) { reader in _ = try reader.read { bytes += $0 } }
        return bytes
    }

    /// The status; nil where there is nothing.
    func status(_ name: String) throws -> FileStatus? {
        do { return try server.client().getStatus(path(name)) } catch let error as AlluxioError {
            guard error.code == .notFound else { throw error }
            return nil
        }
    }

    /// The names in a folder, sorted; nil where there is none.
    func names(_ name: String) throws -> [String]? {
        guard try status(name) != nil else { return nil }
        return try server.client().listStatus(path(name)).map(\.name).sorted()
    }

    func makeFolder(_ name: String) throws {
        try server.client().createDirectory(path(name), CreateDirectoryOptions { $0.recursive = true })
    }

    /// The mark that a file bears, as text.
    func mark(_ name: String) throws -> String? {
        try status(name)?.xattr?["alluxio-stress"].map { String(decoding: $0, as: UTF8.self) }
    }

    func write(_ bytes: [UInt8], to name: String, mark: Mark? = nil) throws {
        let options = Self.small {
            $0.recursive = true
            $0.xattr = mark.map { [Mark.attribute: $0.bytes] }
        }
        try server.client().withWriter(path(name), options) { writer in
            guard !bytes.isEmpty else { return }
            var rest = bytes[...]
            try writer.write { buffer in
                let count = min(rest.count, buffer.count)
                buffer.copyBytes(from: rest.prefix(count))
                rest = rest.dropFirst(count)
                return count
            }
        }
    }

    /// A file that nobody has closed; with a mark where a run is given.
    func leaveIncomplete(_ name: String, run: UInt32? = nil) throws {
        let mark = run.map { Array("1 \($0) 1 0 0 1 1000".utf8) }
        let stream = try server.client().createFile(
            path(name),
            Self.small {
                $0.recursive = true
                $0.xattr = mark.map { ["alluxio-stress": $0] }
            })
        open.withLock { $0.append(stream) }
    }

    /// Options under which a worker reserves little.
    private static func small(_ change: (inout CreateFileOptions) -> Void) -> CreateFileOptions {
        CreateFileOptions {
            $0.blockSizeBytes = 1 << 20
            change(&$0)
        }
    }
}
