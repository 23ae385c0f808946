import OSThreads

/// A rank's signs of life, which a thread of its own gives, and its look for those of others.
final class Signs: Sendable {
    private enum Stage { case toCome, given, toEnd, ended }

    private struct State {
        var stage = Stage.toCome
        /// When the first is due.
        var origin = MonotonicTime.now
        var ending: String?
    }

    private let launch: Launch
    private let state = Monitor(State())

    init(_ launch: Launch) { self.launch = launch }

    var haveBegun: Bool { state.withLock { $0.stage != .toCome } }

    /// Of the sign that is due. Where all ranks begin together the others count from nearly the same moment.
    var number: Int { SignOfLife.number(at: .now - state.withLock { $0.origin }) }

    /// Says with all signs from here on that this rank ends before its last iteration.
    func say(ending reason: String) { state.withLock { $0.ending = $0.ending ?? reason } }

    /// Gives them from here on. Of no effect once they have ended.
    ///
    /// - Parameters:
    ///   - ranks: the others that are to be asked now and then whether they live.
    ///   - lost: takes those that don't answer, each with its last sign.
    /// - Throws: where the system gives no thread.
    func begin(asking ranks: [Int], lost: @escaping @Sendable ([Int: MonotonicTime]) -> Void)
        throws(SystemError)
    {
        let begins = state.withLock { state in
            guard state.stage == .toCome else { return false }
            (state.stage, state.origin) = (.given, .now)
            return true
        }
        guard begins else { return }
        do {
            try OSThread { [self] in give(asking: ranks, lost) }.detach()
        } catch {
            state.update { $0.stage = .ended }
            throw error
        }
    }

    private func give(asking ranks: [Int], _ lost: ([Int: MonotonicTime]) -> Void) {
        defer { state.update { $0.stage = .ended } }
        let origin = state.withLock { $0.origin }
        var roll = RollCall(of: ranks, from: origin)
        var number = 0
        while state.wait(until: origin + SignOfLife.time(of: number), { $0.stage == .given ? nil : () })
            == nil
        {
            let sign = SignOfLife(ending: state.withLock { $0.ending })
            do { try launch.publish(sign.bytes, as: SignOfLife.key(number)) } catch { return }
            roll.look(on: launch, from: number)
            lost(roll.lost)
            number += 1
        }
    }

    /// Gives no more. What is being published when a rank leaves may never come to its end, and hold up what others ask for.
    ///
    /// - Parameter deadline: until when the last is waited for.
    func end(until deadline: MonotonicTime) {
        state.update {
            switch $0.stage {
            case .toCome: $0.stage = .ended
            case .given: $0.stage = .toEnd
            case .toEnd, .ended: break
            }
        }
        _ = state.wait(until: deadline) { $0.stage == .ended ? () : nil }
    }
}
