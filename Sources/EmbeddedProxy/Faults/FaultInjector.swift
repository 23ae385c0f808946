import Glibc
import OSThreads
import Synchronization

/// Decides which calls are struck, and by what.
final class FaultInjector: Sendable {
    fileprivate struct Armed {
        let fault: Fault
        var random: FaultRandom
        var matched = 0
        var struck = 0
    }

    private struct State {
        var armed: [Armed] = []
        /// So many were ever added.
        var added: UInt64 = 0
        var strikes = 0
    }

    let seed: UInt64
    private let sink: FaultSink
    private let state = Monitor(State())
    // Looked at for every call: a proxy without faults takes no lock for them.
    private let hasFaults = Atomic(false)

    init(_ faults: [Fault] = [], seed: UInt64, sink: @escaping FaultSink = { _ in }) {
        self.seed = seed
        self.sink = sink
        add(faults)
    }

    /// Whether there is any fault.
    var isArmed: Bool { hasFaults.load(ordering: .relaxed) }

    /// Adds faults behind those that are there.
    func add(_ faults: [Fault]) {
        state.withLock { state in
            for fault in faults {
                state.added += 1
                // Each draws for itself, so that it strikes the same of its calls whatever others there are.
                let random = FaultRandom(seed: seed &+ state.added &* 0xd1b5_4a32_d192_ed03)
                state.armed.append(Armed(fault: fault, random: random))
            }
            hasFaults.store(!state.armed.isEmpty, ordering: .relaxed)
        }
    }

    /// Takes all faults away. What is being struck stays struck.
    func removeAll() {
        state.withLock { state in
            state.armed = []
            hasFaults.store(false, ordering: .relaxed)
        }
    }

    /// The faults in the order in which they were given, with what came of them.
    var counts: [FaultCount] {
        state.withLock { state in
            state.armed.map { FaultCount(fault: $0.fault, matched: $0.matched, struck: $0.struck) }
        }
    }

    /// What strikes a call, if anything does; it is then to happen, and to be logged. To be asked once for each call, for
    /// asking counts it.
    ///
    /// - Parameters:
    ///   - kinds: what could happen to the call as it is.
    ///   - path: empty for a call that has none.
    func strike(among kinds: Set<Fault.Kind>, _ operation: Fault.Operation, path: String) -> Strike? {
        guard isArmed else { return nil }
        return state.withLock { state in
            var strike: Strike?
            for index in state.armed.indices {
                guard state.armed[index].isItsTurn(kinds, operation, path), strike == nil else { continue }
                state.armed[index].struck += 1
                state.strikes += 1
                strike = Strike(
                    fault: state.armed[index].fault, number: state.strikes, operation: operation, path: path,
                    random: FaultRandom(seed: state.armed[index].random.next()), sink: sink)
            }
            return strike
        }
    }
}

/// What has come of a fault.
public struct FaultCount: Sendable, Hashable {
    public var fault: Fault
    /// How many calls were of its kind, operation and path.
    public var matched: Int
    /// How many of them it struck.
    public var struck: Int
}

extension FaultInjector.Armed {
    /// Counts a call that matches, and says whether it is to be struck.
    fileprivate mutating func isItsTurn(
        _ kinds: Set<Fault.Kind>, _ operation: Fault.Operation, _ path: String
    )
        -> Bool
    {
        guard kinds.contains(fault.kind), fault.operations.contains(operation), fault.matches(path) else {
            return false
        }
        matched += 1
        guard matched > fault.first, (matched - fault.first) % fault.every == 0 else { return false }
        let isDrawn = fault.probability >= 1 || Double.random(in: 0..<1, using: &random) < fault.probability
        return isDrawn && struck < fault.limit ?? .max
    }
}

extension Fault {
    fileprivate func matches(_ path: String) -> Bool {
        guard let glob = self.path else { return true }
        return fnmatch(glob, path, 0) == 0
    }
}
