import Alluxio
import Synchronization
import TestSupport
import Testing

/// A client, a server that answers from a recording, and what was held so far.
final class Replay {
    private let client: AlluxioClient
    private let server: ScriptedServer
    private let answer = SharedScript()
    private let dialect: Dialect
    private var errors: [String: AlluxioError.Code]
    private var unsent: [String: UnsentReason]
    private(set) var count = ConformanceTests.Count()

    init(version: String) throws {
        dialect = Dialect(version: version)
        errors = try ExpectedErrors.of(version: version)
        unsent = try UnsentSteps.of(version: version)
        server = try ScriptedServer { [answer] _ in answer.script }
        client = try AlluxioClient(ProxyAddress(host: "127.0.0.1", port: server.port))
        client.dialect = dialect
    }

    var unusedExpectations: [String] { (Array(errors.keys) + Array(unsent.keys)).sorted() }

    func hold(_ scenario: Recording.Scenario) throws {
        var streams: [String: (Alluxio.Operation, String)] = [:]
        for (number, step) in scenario.steps.enumerated() {
            let name = "\(scenario.name)/\(number)"
            let reason = unsent.removeValue(forKey: name)
            let call = try RecordedCall(step.request, streams: streams, isNearest: reason != nil)
            let answered = try #require(
                step.response.body.bytes ?? scenario.upload(before: number), "\(name)")
            answer.script = [step.response.script(answered)]

            let before = server.requests.count
            try hold(Result { try call.make(with: client) }, against: step, answered, name)
            let requests = server.requests[before...]
            #expect(requests.count == 1, "\(name)")
            if let reason {
                count.unsent[reason, default: 0] += 1
            } else {
                try requests.last?.hold(against: step.request, call, name)
                count.held += 1
            }
            for variable in step.save ?? [:] {
                streams[variable.key] = (call.operation, String(decoding: answered, as: UTF8.self))
            }
        }
    }

    private func hold(
        _ result: Result<RecordedResult, any Error>, against step: Recording.Step, _ answered: [UInt8],
        _ name: String
    ) throws {
        guard let code = errors.removeValue(forKey: name) else {
            #expect(step.response.status == 200, "\(name)")
            return try result.get().hold(against: answered, "\(name)")
        }
        count.failed += 1
        let error = #expect(throws: AlluxioError.self, "\(name)") { try result.get() }
        #expect(error?.code == code, "\(name)")
        #expect(error?.httpStatus == step.response.status, "\(name)")
        let recorded = step.response.status == 500 ? JSONValue(answered) : nil
        let statusCode = recorded?["statusCode"] ?? recorded?["status"]
        #expect(error?.statusCode.map { .string($0) } == statusCode, "\(name)")
        if case .string(let message) = recorded?["message"] {
            #expect(error?.message.hasPrefix(message) == true, "\(name)")
        }
    }
}

/// The answer to the next request, set by the test and read by its server.
private final class SharedScript: Sendable {
    private let state = Mutex<[ScriptedServer.Action]>([])
    var script: [ScriptedServer.Action] {
        get { state.withLock { $0 } }
        set { state.withLock { $0 = newValue } }
    }
}

extension Recording.Scenario {
    /// What the latest write before a step sent: what a long answer is, of which only the length was recorded.
    fileprivate func upload(before number: Int) -> [UInt8]? {
        let length = steps[number].response.body.length
        return steps[..<number].lazy.compactMap(\.request.body?.bytes).last { $0.count == length }
    }
}

extension Recording.Response {
    /// The answer as it came, on a connection that is kept.
    fileprivate func script(_ body: [UInt8]) -> ScriptedServer.Action {
        let kept = headers.map { ($0[0], $0[1]) }.filter {
            ["content-type", "date", "server"].contains($0.0)
        }
        return .respond(status: status, headers: kept, body: body)
    }
}

extension ReceivedRequest {
    /// Holds what the client sent against what was recorded.
    fileprivate func hold(against recorded: Recording.Request, _ call: RecordedCall, _ name: String) throws {
        #expect(method == recorded.method, "\(name)")
        let recordedTarget = recorded.target.replacing("${run}", with: Recording.run)
            .replacing(/\$\{\w+\}/, with: "\(call.stream)")
        #expect(target.removingPercentEncoding == recordedTarget.removingPercentEncoding, "\(name)")
        if let type = recorded.headers?["Content-Type"] {
            #expect(self[header: "Content-Type"] == type, "\(name)")
        }
        if call.operation == .write {
            #expect(isChunked && body == call.upload, "\(name)")
        } else {
            // No options are sent as nothing, where some were recorded as {} or null.
            let none: Set<JSONValue?> = [nil, .null, .object([:])]
            let options = none.contains(call.options) ? nil : call.options
            #expect(JSONValue(body) == options, "\(name)")
            #expect(options != nil || body.isEmpty, "\(name)")
        }
    }
}
