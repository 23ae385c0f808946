import OSThreads

/// What comes later, or never.
package final class Awaited<Value: Sendable>: Sendable {
    private let outcome = Monitor<Result<Value, LaunchError>?>(nil)

    init() {}

    /// Waits for it; nil when `deadline` comes first, or when it failed for good: then `failure` says why.
    package func value(until deadline: MonotonicTime) -> Value? {
        try? outcome.wait(until: deadline) { $0 }?.get()
    }

    /// Why it will never come, once that is known.
    package var failure: LaunchError? {
        outcome.withLock { outcome in
            guard case .failure(let error) = outcome else { return nil }
            return error
        }
    }

    func settle(_ result: Result<Value, LaunchError>) {
        outcome.update { $0 = $0 ?? result }
    }
}
