import FoundationEssentials

extension ScriptedAlluxio.Contents {
    /// Does what Alluxio does, and answers as it does.
    mutating func perform(_ call: ScriptedAlluxio.Call) -> [ScriptedServer.Action] {
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

    private mutating func perform(_ call: ScriptedAlluxio.Call, on number: Int) -> [ScriptedServer.Action] {
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

    private func status(_ call: ScriptedAlluxio.Call) -> [ScriptedServer.Action] {
        guard let entry = entries[call.path].flatMap(showing) else { return notFound(call) }
        return [.text(200, entry.statusJSON)]
    }

    private func listing(_ call: ScriptedAlluxio.Call) -> [ScriptedServer.Action] {
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

    private mutating func makeFolder(_ call: ScriptedAlluxio.Call) -> [ScriptedServer.Action] {
        if entries[call.path] == nil { put(.folder(call.path)) }
        return [.respond(status: 200)]
    }

    private mutating func makeFile(_ call: ScriptedAlluxio.Call) -> [ScriptedServer.Action] {
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

    private mutating func openFile(_ call: ScriptedAlluxio.Call) -> [ScriptedServer.Action] {
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

    private mutating func delete(_ call: ScriptedAlluxio.Call) -> [ScriptedServer.Action] {
        guard entries[call.path] != nil else { return notFound(call) }
        if entries.keys.contains(where: { $0.hasPrefix(call.path + "/") }) {
            return ScriptedAlluxio.refusal("FAILED_PRECONDITION", "\(call.path) is not empty")
        }
        entries[call.path] = nil
        return [.respond(status: 200)]
    }

    private func notFound(_ call: ScriptedAlluxio.Call) -> [ScriptedServer.Action] {
        ScriptedAlluxio.refusal("NOT_FOUND", "Path \(call.path) does not exist")
    }
}
