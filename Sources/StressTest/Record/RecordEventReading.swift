import Alluxio
import FoundationEssentials

extension RecordEvent {
    /// Why a line is none of a record.
    struct Malformed: Error {
        var why: String
    }

    /// Reads a line; throws what is wrong with it.
    init(line: some Collection<UInt8>) throws(Malformed) {
        do {
            self = try JSONDecoder().decode(RecordEvent.self, from: Data(line))
        } catch let error as DecodingError {
            throw Malformed(error)
        } catch {
            throw Malformed(why: "\(error)")
        }
    }
}

extension RecordEvent.Malformed {
    fileprivate init(_ error: DecodingError) {
        switch error {
        case .keyNotFound(let key, _): why = "it has no \"\(key.stringValue)\""
        case .typeMismatch(_, let context), .valueNotFound(_, let context):
            why = "its \"\(context.codingPath.last?.stringValue ?? "")\" is of another type"
        case .dataCorrupted(let context):
            why =
                context.codingPath.last.map { "its \"\($0.stringValue)\" is \(context.debugDescription)" }
                ?? "it is no JSON, or has a number that can't be"
        @unknown default: why = "\(error)"
        }
    }
}

extension RecordEvent: Decodable {
    private enum Key: String, CodingKey {
        case event, run, node, process, file, version, path, length, data, time
    }

    /// Takes nothing that no run can have: who reads a record needs not look again.
    public init(from decoder: any Decoder) throws {
        let line = try Line(container: decoder.container(keyedBy: Key.self))
        let node = try line.node()
        kind = try line.kind(node: node)
        run = try UInt32(line.number(.run, upTo: Int64(UInt32.max)))
        self.node = node.description
        number = FileNumber(
            process: try Int(line.number(.process, upTo: 4095)),
            file: try Int(line.number(.file, upTo: 65535)))
        version = try Int(line.number(.version, upTo: Int64(StandingVersion.highest)))
        path = try line.path(of: node, number)
    }

    /// The fields of a line.
    private struct Line {
        let container: KeyedDecodingContainer<Key>

        func text(_ key: Key) throws -> String { try container.decode(String.self, forKey: key) }

        func number(_ key: Key, upTo highest: Int64) throws -> Int64 {
            let number = try container.decode(Int64.self, forKey: key)
            guard (0...highest).contains(number) else {
                throw wrong(key, "\(number), not from 0 to \(highest)")
            }
            return number
        }

        func node() throws -> NodeName {
            let text = try text(.node)
            guard let node = NodeName(text) else { throw wrong(.node, "'\(text)', no node's name") }
            return node
        }

        /// Takes only the path that `parallel-write` has for that file: under no other could it ever be found.
        func path(of node: NodeName, _ number: FileNumber) throws -> String {
            let text = try text(.path)
            guard let path = try? AlluxioPath(text) else {
                throw wrong(.path, "'\(text)', no path in Alluxio")
            }
            guard path.description == text, FileLayout(of: node, number, at: path) != nil else {
                let process = ".../node_\(node)/\(FileLayout.name(process: number.process))"
                let alone = number.file == 0 ? "\(process) or " : ""
                throw wrong(.path, "'\(text)', not \(alone)\(process)/\(FileLayout.name(file: number.file))")
            }
            return text
        }

        func kind(node: NodeName) throws -> Kind {
            switch try text(.event) {
            case "replace": return .replace
            case "stored":
                return .stored(
                    length: try number(.length, upTo: .max), data: try data(node: node),
                    time: try container.decode(Double.self, forKey: .time))
            case let event: throw wrong(.event, "'\(event)', neither 'replace' nor 'stored'")
            }
        }

        private func data(node: NodeName) throws -> Content.Kind {
            let text = try text(.data)
            guard let data = Content.Kind(rawValue: text) else {
                throw wrong(.data, "'\(text)', neither 'generated' nor 'source'")
            }
            guard data != .generated || node.number != nil else {
                throw wrong(.data, "'generated', but its \"node\" no number from 0 to 4095")
            }
            return data
        }

        private func wrong(_ key: Key, _ what: String) -> DecodingError {
            .dataCorruptedError(forKey: key, in: container, debugDescription: what)
        }
    }
}
