import FoundationEssentials
import Measurement
import SelfDescribingData
import StressTest

/// What a file's bytes are, as a JSON object on a line of its own.
public struct PieceJSON {
    private struct Entry: Encodable {
        var offset: Int64
        var length: Int64
        var kind: String
        /// Absent where there is no origin.
        var found: Finding.Origin?
    }

    private var bytes: [UInt8]
    private let encoder: JSONEncoder
    private var isFirst = true

    public init(path: String) throws {
        encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        bytes = Array(#"{"path":"#.utf8) + Array(try encoder.encode(path)) + Array(#","pieces":["#.utf8)
    }

    public mutating func add(_ piece: Piece) throws {
        if !isFirst { bytes.append(UInt8(ascii: ",")) }
        isFirst = false
        bytes += try encoder.encode(
            Entry(
                offset: piece.offset, length: piece.length, kind: piece.kind.rawValue,
                found: piece.found.map(Finding.Origin.init)))
    }

    /// The text since the last time; all of it is there once the file's end is told.
    public mutating func take() -> [UInt8] {
        defer { bytes.removeAll(keepingCapacity: true) }
        return bytes
    }

    /// To be called once all pieces are added.
    ///
    /// - Parameter length: of the file, in bytes.
    public mutating func end(length: Int64) { bytes += Array("],\"length\":\(length)}\n".utf8) }
}
