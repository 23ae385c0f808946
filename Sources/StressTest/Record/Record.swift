/// What `parallel-write --record` wrote down: of each file what must be there. The last line about a path rules, in
/// whichever of several records, and in whatever order these are read.
///
///     var record = Record()
///     try record.read("node-1.jsonl")
///     try record.read("node-2.jsonl")
///     for file in record.files.values { … }
public struct Record: Sendable {
    /// By path in Alluxio, the last that happened to each file.
    ///
    /// After `stored` that version must be there, whole. After `replace` there may be nothing, or the version that it
    /// names or one written after it, whole or incomplete.
    public private(set) var files: [String: RecordEvent] = [:]
    /// The files whose last line broke off, which is left out: a client that died in mid write leaves one.
    public private(set) var torn: [String] = []

    /// Of each path what every file that names it says last.
    private var ends: [String: [RecordEnd]] = [:]

    public init() {}

    /// Reads a file, besides those that were read before.
    ///
    /// - Throws: `RecordError` where it can't be read, or has a line that is none of a record.
    public mutating func read(_ path: String) throws(RecordError) {
        var last: [String: RecordEnd] = [:]
        var time = RecordEnd.noTime
        let end = try RecordLines(of: path).each { line, number throws(RecordError) in
            do throws(RecordEvent.Malformed) {
                let event = try RecordEvent(line: line)
                if case .stored(_, _, let stored) = event.kind { time = max(time, stored) }
                last[event.path] = RecordEnd(event: event, time: time)
            } catch {
                throw RecordError("\(path), line \(number), is no line of a record: \(error.why)")
            }
        }
        if end == .withinALine { torn.append(path) }
        for (path, end) in last {
            ends[path, default: []].append(end)
            files[path] = ends[path]?.latest?.event
        }
    }
}

// Of other nodes
extension Record {
    /// What it says of each file, as lines of a record.
    public var lines: [UInt8] { files.values.flatMap(\.line) }

    /// Adds what the lines of another record say.
    ///
    /// - Parameter name: whose they are, for the error.
    /// - Throws: `RecordError` where one is none of a record.
    public mutating func add(lines: [UInt8], of name: String) throws(RecordError) {
        for line in lines.split(separator: UInt8(ascii: "\n")) {
            do throws(RecordEvent.Malformed) {
                let event = try RecordEvent(line: line)
                files[event.path] = event
            } catch {
                throw RecordError("what \(name) says is no line of a record: \(error.why)")
            }
        }
    }
}

extension RecordEvent {
    /// What the file must hold; nil of a file that is not stored, and of a source's bytes, which no record has.
    public var content: Content? {
        guard case .stored(let length, .generated, _) = kind, let node = NodeName(node)?.number else {
            return nil
        }
        return Content.generated(run: run, node: node, length: length)
            .version(version, ofProcess: number.process, file: number.file)
    }
}

/// Why a record can't be read or written: which file, where, and what is wrong.
public struct RecordError: Error, Sendable, CustomStringConvertible {
    public let description: String

    init(_ description: String) { self.description = description }
}
