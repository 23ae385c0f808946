import HTTP

/// How a call went, and what undoing it must know.
struct Performed<Value> {
    var result: Result<Value, AlluxioError>
    /// Whether the proxy is done with the request: its body was sent to its end, or nothing of it was sent.
    var isEnded: Bool
}

extension AlluxioClient {
    /// Makes a call and reads its answer.
    func perform<Value>(
        _ call: Call, _ read: (HTTPResponse) throws(Answer.Mismatch) -> Value
    ) throws(AlluxioError) -> Value {
        let limits = HTTPConnection.Limits(answer: configuration.metadataTimeout, deadline: deadline)
        return try perform(call, limits, read: read).result.get()
    }

    /// Makes a call, tells the observer of it, and reads its answer.
    func perform<Value>(
        _ call: Call, _ limits: HTTPConnection.Limits,
        receive: ((UnsafeRawBufferPointer) throws -> Void)? = nil,
        read: (HTTPResponse) throws(Answer.Mismatch) -> Value
    ) -> Performed<Value> {
        var record = CallRecord(
            operation: call.operation, path: call.path, start: .now, end: .now, isUndoing: isUndoing)
        var limits = limits
        limits.answerBytes = call.operation.answerBytes
        limits.purpose = isUndoing || isSettling ? .undoing : call.changes ? .change : .transfer
        let performed: Performed<Value>
        do {
            let response = try connection.send(call.request, limits: limits, receive: receive)
            record.end = .now
            record.connectTime = response.connectTime
            record.firstByte = response.firstByte
            performed = Performed(
                result: interpret(response, to: call, read), isEnded: response.uploadEnded)
        } catch {
            record.end = error.found
            performed = Performed(
                result: .failure(interpret(error, of: call)),
                isEnded: error.uploadEnded || !error.requestSent)
        }
        record.bytes = connection.bytesStreamed
        if case .failure(let error) = performed.result { record.error = error }
        observer?(record)
        return performed
    }

    private func interpret<Value>(
        _ response: HTTPResponse, to call: Call, _ read: (HTTPResponse) throws(Answer.Mismatch) -> Value
    ) -> Result<Value, AlluxioError> {
        do {
            if response.status == 200 { return .success(try read(response)) }
        } catch {
            let answer = UnreadableAnswer(
                status: 200, contentType: shownHeader("Content-Type"), body: shown(response.body))
            let beginning = answer.line.isEmpty ? "" : "; it begins: " + answer.line
            let reason = configuration.access.hidingSecrets(in: error.reason)
            return .failure(
                AlluxioError(
                    error.code, "the answer is \(reason)\(beginning)",
                    operation: call.operation, path: call.path, httpStatus: 200, answer: answer))
        }
        var error = AlluxioError(
            answered: response.status, contentType: shownHeader("Content-Type"),
            body: shown(response.body), operation: call.operation, path: call.path)
        // Without the escapes of its answer it may be a secret.
        error.message = configuration.access.hidingSecrets(in: error.message)
        error.message += configuration.access.advice(
            onStatus: response.status, location: shownHeader("Location"), body: response.body)
        return .failure(error)
    }

    /// What of an answer may be shown: a server may repeat what it was sent.
    private func shown(_ body: [UInt8]) -> [UInt8] { configuration.access.hidingSecrets(in: body) }

    private func shownHeader(_ name: String) -> String? {
        connection.header(name).map { configuration.access.hidingSecrets(in: $0) }
    }

    private func interpret(_ failure: HTTPFailure, of call: Call) -> AlluxioError {
        let error = AlluxioError(
            failure, proxy: proxy, access: configuration.access, operation: call.operation, path: call.path)
        guard call.changes, failure.requestSent, error.code.isSilence, let path = call.path else {
            return error
        }
        return error.inDoubt(path, call.stream, proxy)
    }
}
