import Alluxio
import TestSupport

/// A proxy on one file, whose answers a test may exchange by the calls' names.
struct ScriptedProxy {
    typealias Script = [ScriptedServer.Action]

    let server: ScriptedServer

    /// - Parameters:
    ///   - scripts: what is answered to the first, second, … call of a name; after the last as if there were none.
    ///   - interruption: what is done in the middle of an upload.
    init(_ scripts: [String: [Script]] = [:], interruption: ScriptedServer.Interruption? = nil) throws {
        let counters = scripts.mapValues { _ in Counter() }
        server = try ScriptedServer(
            interrupter: { $0.operation == "write" ? interruption : nil },
            handler: { request in
                let name = request.operation
                if let number = counters[name]?.next(),
                    let script = scripts[name]?.dropFirst(number - 1).first
                {
                    return script
                }
                return [Self.answer(to: request)]
            })
    }

    /// The names of the calls so far.
    var calls: [String] { server.requests.map(\.operation) }

    private static func answer(to request: ReceivedRequest) -> ScriptedServer.Action {
        switch request.operation {
        case "create-file": .text(200, "7")
        case "open-file": .text(200, "8")
        case "write": .text(200, "\(request.body.count)")
        case "read": .text(200, "content", contentType: "application/octet-stream")
        case "exists": .text(200, "true")
        case "get-status": .error("NOT_FOUND", "Path \"/f\" does not exist.")
        default: .text(200, "")
        }
    }
}

extension ReceivedRequest {
    /// The name of the call.
    var operation: String { String(target.prefix { $0 != "?" }.split(separator: "/").last ?? "") }
}

extension ScriptedServer.Action {
    /// An error as Alluxio answers it.
    static func error(_ statusCode: String, _ message: String) -> Self {
        .text(
            500, #"{"message": "\#(message.replacing("\"", with: "\\\""))", "statusCode": "\#(statusCode)"}"#)
    }
}
