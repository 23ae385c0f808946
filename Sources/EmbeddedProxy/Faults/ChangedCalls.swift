import WebServer

/// Takes a call's body as the call does, and answers in a way of its own.
final class ChangedCall: BodyReceiver {
    private let call: any BodyReceiver
    private let answer: (any BodyReceiver) -> Response

    init(_ call: any BodyReceiver, _ answer: @escaping (any BodyReceiver) -> Response) {
        self.call = call
        self.answer = answer
    }

    func receive(_ piece: RawSpan) -> Bool { call.receive(piece) }
    var refusal: Response? { call.refusal }
    func end() -> Response { answer(call) }
    func brokeOff() { call.brokeOff() }
}

extension Reception {
    /// What takes the body, also where the answer is there before it.
    var receiver: any BodyReceiver {
        switch self {
        case .answer(let response): DiscardedBody { response }
        case .body(let receiver): receiver
        }
    }
}
