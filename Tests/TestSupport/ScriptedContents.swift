import FoundationEssentials

extension ScriptedAlluxio {
    /// What a `ScriptedAlluxio` holds, and what its calls do to it.
    struct Contents {
        private struct Stream {
            var path: String
            var isRead = false
        }

        let showing: Showing
        var entries: [String: Entry] = ["/": .folder("/")]
        var calls: [Call] = []
        private var streams: [Int: Stream] = [:]
        private var streamCount = 0

        init(showing: @escaping Showing) { self.showing = showing }

        mutating func put(_ entry: Entry) {
            var parent = Self.parent(entry.path)
            while entries[parent] == nil {
                entries[parent] = .folder(parent)
                parent = Self.parent(parent)
            }
            entries[entry.path] = entry
        }

        /// The call that a request makes; nil where it makes none.
        mutating func note(_ request: ReceivedRequest) -> Call? {
            guard let call = call(request) else { return nil }
            calls.append(call)
            return call
        }

        private func call(_ request: ReceivedRequest) -> Call? {
            let target = request.target.prefix { $0 != "?" }
            guard let slash = target.lastIndex(of: "/") else { return nil }
            let (place, operation) = (target[..<slash], String(target[target.index(after: slash)...]))
            if target == "/api/v1/proxy/info" {
                return Call(operation: "proxy-info", path: "", stream: nil, request: request)
            }
            if place.hasPrefix("/api/v1/streams/"), let number = Int(place.dropFirst(16)) {
                let path = streams[number]?.path ?? ""
                return Call(operation: operation, path: path, stream: number, request: request)
            }
            guard place.hasPrefix("/api/v1/paths/") else { return nil }
            let path = Self.decoded(place.dropFirst(14))
            let plain = "/" + path.split(separator: "/").joined(separator: "/")
            return Call(operation: operation, path: plain, stream: nil, request: request)
        }

        /// Does what Alluxio does, and answers as it does.
        mutating func perform(_ call: Call) -> [ScriptedServer.Action] {
            switch call.operation {
            case "proxy-info":
                [.text(200, #"{"configuration":{},"startTimeMs":0,"uptimeMs":1,"version":"2.9.6"}"#)]
            case "exists": [.text(200, entries[call.path] == nil ? "false" : "true")]
            case "get-status": status(call)
            case "list-status": listing(call)
            case "create-directory": makeFolder(call)
            case "create-file": makeFile(call)
            case "open-file": openFile(call)
            case "delete": delete(call)
            case "write", "read", "close": perform(call, on: call.stream ?? 0)
            default: ScriptedAlluxio.refusal("UNKNOWN", "HTTP 404 Not Found")
            }
        }

        private mutating func perform(_ call: Call, on number: Int) -> [ScriptedServer.Action] {
            guard let stream = streams[number] else {
                return ScriptedAlluxio.refusal("INTERNAL", "stream does not exist")
            }
            switch call.operation {
            case "write":
                entries[stream.path]?.bytes += call.request.body
                return [.text(200, "\(call.request.body.count)")]
            case "read":
                return [.chunked(status: 200, pieces: [entries[stream.path]?.bytes ?? []])]
            default:
                if !stream.isRead { entries[stream.path]?.completed = true }
                streams[number] = nil
                return [.respond(status: 200)]
            }
        }

        private func status(_ call: Call) -> [ScriptedServer.Action] {
            guard let entry = entries[call.path].flatMap(showing) else { return notFound(call) }
            return [.text(200, entry.statusJSON)]
        }

        private func listing(_ call: Call) -> [ScriptedServer.Action] {
            guard let entry = entries[call.path] else { return notFound(call) }
            let isRecursive = call.request.text.contains(#""recursive":true"#)
            let prefix = call.path == "/" ? "/" : call.path + "/"
            let within =
                entry.isFolder
                ? entries.values.filter { entry in
                    entry.path.hasPrefix(prefix) && entry.path != "/"
                        && (isRecursive || Self.parent(entry.path) == call.path)
                } : [entry]
            let shown = within.sorted { $0.path < $1.path }.compactMap(showing)
            return [.text(200, "[" + shown.map { $0.statusJSON }.joined(separator: ",") + "]")]
        }

        private mutating func makeFolder(_ call: Call) -> [ScriptedServer.Action] {
            if entries[call.path] == nil { put(.folder(call.path)) }
            return [.respond(status: 200)]
        }

        private mutating func makeFile(_ call: Call) -> [ScriptedServer.Action] {
            if entries[call.path] != nil {
                return ScriptedAlluxio.refusal("ALREADY_EXISTS", "\(call.path) already exists")
            }
            guard entries[Self.parent(call.path)] != nil else { return notFound(call) }
            struct Options: Decodable { var xattr: [String: String]? }
            let options = try? JSONDecoder().decode(Options.self, from: Data(call.request.body))
            put(
                .file(call.path).with {
                    $0.completed = false
                    $0.xattr = options?.xattr ?? [:]
                })
            return open(Stream(path: call.path))
        }

        private mutating func openFile(_ call: Call) -> [ScriptedServer.Action] {
            guard let entry = entries[call.path], !entry.isFolder else { return notFound(call) }
            guard entry.completed else {
                return ScriptedAlluxio.refusal(
                    "UNKNOWN", "Cannot read \(call.path) because it is incomplete")
            }
            return open(Stream(path: call.path, isRead: true))
        }

        private mutating func open(_ stream: Stream) -> [ScriptedServer.Action] {
            streamCount += 1
            streams[streamCount] = stream
            return [.text(200, "\(streamCount)")]
        }

        private mutating func delete(_ call: Call) -> [ScriptedServer.Action] {
            guard entries[call.path] != nil else { return notFound(call) }
            if entries.keys.contains(where: { $0.hasPrefix(call.path + "/") }) {
                return ScriptedAlluxio.refusal("FAILED_PRECONDITION", "\(call.path) is not empty")
            }
            entries[call.path] = nil
            return [.respond(status: 200)]
        }

        private func notFound(_ call: Call) -> [ScriptedServer.Action] {
            ScriptedAlluxio.refusal("NOT_FOUND", "Path \(call.path) does not exist")
        }

        /// Text without its percent-encoding.
        private static func decoded(_ text: Substring) -> String {
            var bytes: [UInt8] = []
            var rest = Array(text.utf8)[...]
            while let byte = rest.popFirst() {
                let digits = String(decoding: rest.prefix(2), as: UTF8.self)
                if byte == UInt8(ascii: "%"), let code = UInt8(digits, radix: 16) {
                    bytes.append(code)
                    rest = rest.dropFirst(2)
                } else {
                    bytes.append(byte)
                }
            }
            return String(decoding: bytes, as: UTF8.self)
        }

        private static func parent(_ path: String) -> String {
            let parent = path[..<(path.lastIndex(of: "/") ?? path.startIndex)]
            return parent.isEmpty ? "/" : String(parent)
        }
    }
}

extension ScriptedAlluxio.Entry {
    /// What get-status tells of it.
    public var statusJSON: String {
        (try? JSONEncoder().encode(Status(self))).map { String(decoding: $0, as: UTF8.self) } ?? ""
    }
}

/// An entry as get-status tells of it.
private struct Status: Encodable {
    var name: String
    var path: String
    var length: Int
    var completed: Bool
    var folder: Bool
    var pinned: Bool
    var mountPoint: Bool
    var creationTimeMs: Int64
    var inAlluxioPercentage: Int
    var persisted = false
    var persistenceState = "NOT_PERSISTED"
    var xattr: [String: String]

    init(_ entry: ScriptedAlluxio.Entry) {
        name = entry.path.split(separator: "/").last.map(String.init) ?? ""
        path = entry.path
        length = entry.length ?? (entry.completed ? entry.bytes.count : 0)
        completed = entry.completed
        folder = entry.isFolder
        pinned = entry.pinned
        mountPoint = entry.mountPoint
        creationTimeMs = entry.creationTimeMs
        inAlluxioPercentage = entry.inAlluxioPercentage
        xattr = entry.xattr
    }
}
