import FoundationEssentials
import Glibc
import OSThreads

/// A folder of a test's own, gone with it.
public final class TemporaryFolder: Sendable {
    public let path: String

    public init() throws {
        var template = Array("/tmp/alluxio-stress-test-XXXXXX".utf8CString)
        guard let made = mkdtemp(&template) else { throw CocoaError(.fileWriteUnknown) }
        path = String(cString: made)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    public func path(_ name: String) -> String { "\(path)/\(name)" }

    /// Writes a file, with the folders it stands in; its path.
    @discardableResult
    public func write(_ bytes: [UInt8], to name: String) throws -> String {
        let file = path(name)
        let folder = String(file[..<(file.lastIndex(of: "/") ?? file.startIndex)])
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try Data(bytes).write(to: URL(filePath: file))
        return file
    }

    /// Makes a folder in it; its path.
    @discardableResult
    public func makeFolder(_ name: String) throws -> String {
        try FileManager.default.createDirectory(atPath: path(name), withIntermediateDirectories: true)
        return path(name)
    }

    public func read(_ name: String) throws -> [UInt8] {
        try bytes(ofFile: path(name))
    }

    /// The names in the folder, or in one within it.
    public func names(in folder: String = "") throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: path(folder)).sorted()
    }
}

/// What stands in a local file. (Of an empty one Swift 6.3's `Data` loses 4 KB of memory.)
public func bytes(ofFile path: String) throws -> [UInt8] {
    guard let file = fopen(path, "r") else { throw SystemError(doing: "open \(path)") }
    defer { fclose(file) }
    var (bytes, piece) = ([UInt8](), [UInt8](repeating: 0, count: 64 << 10))
    while true {
        let count = fread(&piece, 1, piece.count, file)
        guard count > 0 else { break }
        bytes += piece[..<count]
    }
    guard ferror(file) == 0 else { throw SystemError(doing: "read \(path)") }
    return bytes
}
