/// What is timed and counted under a name: Alluxio's calls, and what a load test builds of them.
public enum Operation: String, CaseIterable, Codable, Sendable, CustomStringConvertible {
    case connect
    case proxyInfo = "proxy-info"
    case createDirectory = "create-directory"
    case createFile = "create-file"
    case write
    case close
    case openFile = "open-file"
    /// From `read` sent to the first byte of its body.
    case firstByte = "first-byte"
    case read
    case getStatus = "get-status"
    case listStatus = "list-status"
    case exists
    case free
    case delete
    case rename
    case setAttribute = "set-attribute"
    case mount
    case unmount
    /// Reading a local file or a program's output.
    case localRead = "local-read"
    case localWrite = "local-write"
    /// Waiting for the other nodes of a run, from this one's being ready for an iteration to its release.
    case barrier
    /// A whole file: create-file, write and close.
    case writeFile = "write-file"
    /// A whole file: open-file to the last byte of read.
    case readFile = "read-file"

    public var description: String { rawValue }
}
