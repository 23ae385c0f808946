import Glibc
import OSThreads
import Synchronization

/// Decides which calls are struck, and by what.
final class FaultInjector: Sendable {
    fileprivate struct Armed {
        /// Counts all that were ever added from 1.
        let number: UInt64
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
                state.armed.append(Armed(number: state.added, fault: fault, random: random))
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

    /// What comes of a call that is struck; nil of one that isn't. To be asked once for each call, for asking counts it.
    ///
    /// - Parameters:
    ///   - kinds: what could happen to the call as it is.
    ///   - path: empty for a call that has none.
    ///   - happen: Does what a fault does, and logs it; nil where that would change nothing: the strike is then none, and
    ///     the next fault has its turn.
    func strike<Result>(
        among kinds: Set<Fault.Kind>, _ operation: Fault.Operation, path: String,
        _ happen: (Strike) -> Result?
    ) -> Result? {
        guard isArmed else { return nil }
        let turns = state.withLock { state in
            state.armed.indices.filter { state.armed[$0].isItsTurn(kinds, operation, path) }
                .map { state.armed[$0].number }
        }
        for number in turns {
            guard let strike = begin(number, operation, path: path) else { continue }
            if let result = happen(strike) { return result }
            strike.withdraw()
        }
        return nil
    }

    /// A strike by a fault, if it is still there and has any left.
    private func begin(_ number: UInt64, _ operation: Fault.Operation, path: String) -> Strike? {
        state.withLock { state in
            guard let index = state.armed.firstIndex(where: { $0.number == number }),
                state.armed[index].struck < state.armed[index].fault.limit ?? .max
            else { return nil }
            state.armed[index].struck += 1
            return Strike(
                fault: state.armed[index].fault, operation: operation, path: path,
                random: FaultRandom(seed: state.armed[index].random.next()), faultNumber: number,
                injector: self)
        }
    }

    /// Does not count a strike, nor its call.
    func withdraw(_ number: UInt64) {
        state.withLock { state in
            guard let index = state.armed.firstIndex(where: { $0.number == number }) else { return }
            state.armed[index].struck -= 1
            state.armed[index].matched -= 1
        }
    }

    /// Tells of a strike.
    func log(_ strike: Strike, offset: Int64, length: Int64) {
        let number = state.withLock { state in
            state.strikes += 1
            return state.strikes
        }
        sink(
            FaultRecord(
                strike: number, time: Double(Cluster.nowMs()) / 1000, kind: strike.kind,
                operation: strike.operation, path: strike.path, offset: offset, length: length))
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
    /// Counts a call that matches, and says whether it is to be struck, as far as the limit lets it.
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
        return fault.probability >= 1 || Double.random(in: 0..<1, using: &random) < fault.probability
    }
}

extension Fault {
    fileprivate func matches(_ path: String) -> Bool {
        guard let glob = self.path else { return true }
        return fnmatch(glob, path, 0) == 0
    }
}
