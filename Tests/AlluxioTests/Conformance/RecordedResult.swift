import FoundationEssentials
import Testing

@testable import Alluxio

/// What a call of the client returned.
enum RecordedResult {
    case nothing
    case stream(StreamID)
    case count(Int64)
    case truth(Bool)
    case bytes(Data)
    case status(BothViews)
    case statuses([BothViews])
    case info(ProxyInfo)
}

/// A status in both of the client's types for it.
struct BothViews: Decodable {
    var full: FileStatus
    var summary: FileSummary

    init(from decoder: any Decoder) throws {
        full = try FileStatus(from: decoder)
        summary = try FileSummary(from: decoder)
    }
}

extension RecordedCall {
    func make(with client: AlluxioClient) throws -> RecordedResult {
        switch operation {
        case .proxyInfo: return .info(try client.proxyInfo())
        case .createFile: return .stream(try client.createFile(path, given()).id)
        case .openFile: return .stream(try client.openFile(path, given()).id)
        case .exists: return .truth(try client.exists(path, given()))
        case .getStatus: return .status(try client.getStatus(path, given(), as: BothViews.self))
        case .listStatus: return .statuses(try client.listStatus(path, given(), as: BothViews.self))
        case .createDirectory: try client.createDirectory(path, given())
        case .delete: try client.delete(path, given())
        case .free: try client.free(path, given())
        case .setAttribute: try client.setAttribute(path, given())
        case .rename: try client.rename(path, to: AlluxioPath(isNearest ? "/" : parameter), given())
        case .mount: try client.mount(path, source: parameter, given())
        case .unmount: try client.unmount(path, given())
        case .close where reads: try client.close(FileInStream(id: stream, path: path))
        case .close: try client.close(FileOutStream(id: stream, path: path))
        case .write:
            var rest = upload[...]
            return .count(
                try client.write(FileOutStream(id: stream, path: path)) { buffer in
                    let piece = rest.prefix(buffer.count)
                    buffer.copyBytes(from: piece)
                    rest = rest.dropFirst(piece.count)
                    return piece.count
                })
        case .read:
            // An array would take them one by one where nothing is optimized.
            var came = Data()
            let count = try client.read(FileInStream(id: stream, path: path)) { piece in
                if let start = piece.bindMemory(to: UInt8.self).baseAddress {
                    came.append(start, count: piece.count)
                }
            }
            try #require(count == Int64(came.count))
            return .bytes(came)
        case .connect, .firstByte, .localRead, .localWrite, .barrier, .writeFile, .readFile:
            throw AlluxioError(.local, "no call", operation: operation)
        }
        return .nothing
    }
}

extension RecordedResult {
    /// Holds the result against the answer that it was read from.
    func hold(against answer: [UInt8], _ step: Comment) throws {
        // Repairing megabytes that are no text would take half a minute.
        let text = answer.count < 100 ? String(decoding: answer, as: UTF8.self) : "…"
        switch self {
        case .nothing: #expect(text == "", step)
        case .stream(let stream): #expect("\(stream)" == text, step)
        case .count(let count): #expect("\(count)" == text, step)
        case .truth(let truth): #expect("\(truth)" == text, step)
        case .bytes(let bytes): #expect(bytes == Data(answer), step)
        case .status(let status):
            try status.hold(against: try #require(JSONValue(answer)), step)
            #expect(FileSummary(plainly: answer) == status.summary, step)
        case .statuses(let statuses):
            let recorded = try #require(JSONValue(answer)?.elements)
            #expect(statuses.count == recorded.count, step)
            #expect(FileSummary.list(answer) == statuses.map(\.summary), step)
            for (status, recorded) in zip(statuses, recorded) { try status.hold(against: recorded, step) }
        case .info(let info):
            try info.hold(against: try #require(JSONValue(answer)), step)
            #expect(ProxySummary(plainly: answer) == ProxySummary(info), step)
        }
    }
}

extension BothViews {
    /// Everything that the answer says was read; 2.x says it twice, the second time under `fileInfo`.
    fileprivate func hold(against recorded: JSONValue, _ step: Comment) throws {
        var recorded = recorded.withoutNulls
        recorded["fileInfo"] = nil
        #expect(try JSONValue(encoding: full)?.withoutNulls == recorded, step)
        for (name, value) in try #require(JSONValue(encoding: summary)?.members) {
            #expect(value == recorded[name], "\(step): \(name)")
        }
    }
}

extension ProxyInfo {
    fileprivate func hold(against recorded: JSONValue, _ step: Comment) throws {
        #expect(recorded["version"] == .string(version), step)
        #expect(recorded["startTimeMs"] == .integer(startTimeMs), step)
        #expect(recorded["uptimeMs"] == .integer(uptimeMs), step)
        let properties = try #require(recorded["configuration"]?.withoutNulls.members)
        #expect(configuration.count == properties.count && !properties.isEmpty, step)
        for (name, value) in properties {
            #expect(configuration[name] == value.plainText, "\(step): \(name)")
        }
    }
}

extension JSONValue {
    fileprivate var plainText: String? {
        switch self {
        case .string(let text): text
        case .bool(let value): "\(value)"
        case .integer(let value): "\(value)"
        case .number(let value): "\(value)"
        case .null, .array, .object: nil
        }
    }
}
