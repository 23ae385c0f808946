/// The number of a stream that a proxy holds open. It counts from 1 in each proxy process: to another proxy, or after a
/// restart, the same number is nothing, or somebody else's stream.
public struct StreamID: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
    public var rawValue: Int64

    public init(rawValue: Int64) {
        self.rawValue = rawValue
    }

    public var description: String { "\(rawValue)" }
}

/// A file that create-file opened for writing.
public struct FileOutStream: Hashable, Sendable {
    public var id: StreamID
    public var path: AlluxioPath

    public init(id: StreamID, path: AlluxioPath) {
        self.id = id
        self.path = path
    }
}

/// A file that open-file opened for reading.
public struct FileInStream: Hashable, Sendable {
    public var id: StreamID
    public var path: AlluxioPath

    public init(id: StreamID, path: AlluxioPath) {
        self.id = id
        self.path = path
    }
}
