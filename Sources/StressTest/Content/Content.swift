import OSThreads
import SelfDescribingData

/// What a file holds, byte by byte. Of which kind it is, nobody else needs to know.
public enum Content: Sendable {
    /// So many bytes of generated data, which say themselves which file they belong to.
    case generated(Identity, length: Int64)
    /// What a local file holds.
    case source(SourceFile)

    /// Generated data of a run and a node; `version(_:ofProcess:file:)` makes it a file's.
    ///
    /// - Parameter length: in bytes.
    public static func generated(run: UInt32, node: UInt16, length: Int64) -> Content {
        .generated(Identity(run: run, node: node, process: 0, version: 0), length: length)
    }

    /// What a record calls it.
    public enum Kind: String, Sendable, Codable {
        case generated
        case source
    }

    public var kind: Kind {
        switch self {
        case .generated: .generated
        case .source: .source
        }
    }

    /// In bytes.
    public var length: Int64 {
        switch self {
        case .generated(_, let length): length
        case .source(let source): source.length
        }
    }

    /// What a version of a file holds: of generated data its own, and of a source what every file holds.
    public func version(_ version: Int, ofProcess process: Int, file: Int = 0) -> Content {
        guard case .generated(let run, let length) = self else { return self }
        let identity = Identity(
            run: run.run, node: run.node, process: UInt16(truncatingIfNeeded: process),
            file: UInt16(truncatingIfNeeded: file), version: UInt32(truncatingIfNeeded: version))
        return .generated(identity, length: length)
    }

    /// Puts what stands at `offset` into `buffer`, as much as there is and fits; returns how many bytes.
    /// Throws `SystemError` where the source can't be read, or has become shorter than it was.
    public func fill(_ buffer: UnsafeMutableRawBufferPointer, at offset: Int64) throws(SystemError) -> Int {
        switch self {
        case .source(let source):
            return try source.fill(buffer, at: offset)
        case .generated(let identity, let length):
            let count = Int(max(0, min(Int64(buffer.count), length - offset)))
            identity.fill(UnsafeMutableRawBufferPointer(rebasing: buffer[..<count]), at: offset)
            return count
        }
    }
}
