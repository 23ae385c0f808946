import Alluxio
import FoundationEssentials
import Testing

/// The call of the client that a recorded request is, or the nearest to it.
struct RecordedCall {
    var operation: Alluxio.Operation
    var path = AlluxioPath.root
    var stream = StreamID(rawValue: 1)
    /// Whether the stream was opened for reading.
    var reads = false
    /// The value after `?dst=` or `?src=`.
    var parameter = ""
    var options: JSONValue?
    var upload: [UInt8] = []
    /// Whether it is only near: it then goes without what no client sends.
    var isNearest: Bool

    /// - Parameter streams: the operations that gave the streams in the scenario so far, and the streams' numbers as text.
    init(_ request: Recording.Request, streams: [String: (Alluxio.Operation, String)], isNearest: Bool) throws
    {
        self.isNearest = isNearest
        let target = request.target.replacing("${run}", with: Recording.run)
        let (address, query) = target.divided(at: "?")
        let (place, name) = address.dividedAtLast("/")
        operation = Operation(rawValue: name) ?? .getStatus
        if place == "/api/v1/proxy" { operation = .proxyInfo }
        parameter = try #require(query.divided(at: "=").1.removingPercentEncoding)
        if place.hasPrefix("/api/v1/paths/") {
            let text = try #require(place.dropFirst("/api/v1/paths/".count).removingPercentEncoding)
            path = isNearest ? (try? AlluxioPath(text)) ?? path : try AlluxioPath(text)
        } else if place.hasPrefix("/api/v1/streams/") {
            let number = String(place.dropFirst("/api/v1/streams/".count))
            let known = streams[number.trimming("${}")]
            reads = known?.0 == .openFile
            if let number = Int64(known?.1 ?? number) {
                stream = StreamID(rawValue: number)
            } else {
                try #require(isNearest, "\(number) is a stream")
            }
        }
        let body = request.body?.bytes ?? []
        if operation == .write { upload = body } else { options = JSONValue(body) }
    }

    /// The options as the client has them, whatever the dialect spells.
    func given<Options: AlluxioOptions>() throws -> Options {
        guard var options, options != .null else { return Options() }
        var common = options["commonOptions"] ?? .object([:])
        for name in ["ttl", "ttlAction"] {
            guard let value = options[name] else { continue }
            common[name] = value
            options["commonOptions"] = common
        }
        if case .string(let name) = options["loadMetadataType"] {
            options["loadMetadataType"] = .string(name.uppercased())
        }
        do {
            return try JSONDecoder().decode(Options.self, from: JSONEncoder().encode(options))
        } catch  where isNearest {
            return Options()
        }
    }
}

extension StringProtocol {
    /// What stands before and after the first `separator`; nothing after it where there is none.
    func divided(at separator: Character) -> (String, String) {
        guard let index = firstIndex(of: separator) else { return (String(self), "") }
        return (String(self[..<index]), String(self[self.index(after: index)...]))
    }

    func dividedAtLast(_ separator: Character) -> (String, String) {
        guard let index = lastIndex(of: separator) else { return ("", String(self)) }
        return (String(self[..<index]), String(self[self.index(after: index)...]))
    }

    func trimming(_ characters: String) -> String {
        String(filter { !characters.contains($0) })
    }

    /// The text with each `%XX` as the byte it stands for; nil where that is no text.
    var removingPercentEncoding: String? {
        var bytes: [UInt8] = []
        var rest = utf8[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                bytes.append(byte)
                continue
            }
            guard let decoded = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16) else {
                return nil
            }
            bytes.append(decoded)
            rest = rest.dropFirst(2)
        }
        return String(validating: bytes, as: UTF8.self)
    }
}
