import OSThreads

/// Asks again and again for what is not there yet: where a rank has published other things, PMIx says of what it has not
/// that it is not found, and tells nobody when it is.
final class Asking: Sendable {
    private static let shortest = Duration.milliseconds(1)
    private static let longest = Duration.milliseconds(100)

    private struct Question {
        let key: String
        let rank: Int
        /// Nobody asks any longer for what nobody waits for.
        weak var awaited: Awaited<[UInt8]>?
        var parcel = Parcel()
        var interval = Asking.shortest
        var due = MonotonicTime.now
    }

    private struct Open {
        var questions: [Question] = []
        var isAsking = false
        var isEnded = false

        var nextDue: MonotonicTime { questions.map(\.due).min() ?? .distantFuture }
    }

    private let client: PMIxClient
    private let open = Monitor(Open())

    init(_ client: PMIxClient) throws(SystemError) {
        self.client = client
        try OSThread { [self] in askAgain() }.detach()
    }

    func ask(_ key: String, from rank: Int) -> Awaited<[UInt8]> {
        let awaited = Awaited<[UInt8]>()
        ask(Question(key: key, rank: rank, awaited: awaited))
        return awaited
    }

    /// Nothing is asked again from here on.
    func end(until deadline: MonotonicTime) {
        open.update { $0.isEnded = true }
        _ = open.wait(until: deadline) { $0.isAsking ? nil : () }
    }

    private func ask(_ question: Question) {
        let key = Parcel.key(question.key, piece: question.parcel.nextPiece)
        client.request(key, from: question.rank) { [self] answer in
            switch answer {
            case .success(let piece?): take(piece, for: question)
            case .success(nil): postpone(question)
            case .failure(let error): question.awaited?.settle(.failure(error))
            }
        }
    }

    private func take(_ piece: [UInt8], for question: Question) {
        var question = question
        question.parcel.take(piece)
        guard let bytes = question.parcel.bytes else {
            question.due = .now
            open.update { $0.questions.append(question) }
            return
        }
        question.awaited?.settle(.success(bytes))
    }

    private func postpone(_ question: Question) {
        var question = question
        question.due = .now + question.interval
        question.interval = min(question.interval * 2, Self.longest)
        open.update { $0.questions.append(question) }
    }

    private func askAgain() {
        while let next = open.withLock({ $0.isEnded ? nil : $0.nextDue }) {
            // Until that is due, or something is earlier.
            _ = open.wait(until: next) { $0.isEnded || $0.nextDue < next ? () : nil }
            for question in takeDue() where question.awaited != nil { ask(question) }
            open.update { $0.isAsking = false }
        }
    }

    private func takeDue() -> [Question] {
        open.withLock { open in
            guard !open.isEnded else { return [] }
            open.isAsking = true
            let now = MonotonicTime.now
            let firstDue = open.questions.partition { $0.due <= now }
            defer { open.questions.removeSubrange(firstDue...) }
            return Array(open.questions[firstDue...])
        }
    }
}
