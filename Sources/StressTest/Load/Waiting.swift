import OSThreads

extension RunState {
    /// Who waits looks so often whether the run has ended.
    private static let look: Duration = .milliseconds(100)

    /// Waits until a moment; false where the run ends before it comes.
    @discardableResult
    func wait(until moment: MonotonicTime) -> Bool {
        while case let now = MonotonicTime.now, now < moment {
            guard !isEnded else { return false }
            pause(for: min(Self.look, moment - now))
        }
        return !isEnded
    }
}
