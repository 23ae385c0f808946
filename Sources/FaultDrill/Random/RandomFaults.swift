import EmbeddedProxy

extension Fault {
    /// How late `late-effect` is among them.
    static let lateEffectSeconds = 3.0

    /// Every kind of fault at once, each by chance: what is returned, and what is stored.
    ///
    /// - Parameter refusing: whether all connections may end, too. With them ends what could be told of others.
    static func allAtRandom(refusing: Bool) -> [Fault] {
        let kinds = Kind.allCases.filter { refusing || $0 != .refuse }
        return kinds.flatMap { kind in
            let stored = kind.defaultOperations == [.read] && kind.possibleOperations.contains(.write)
            return [atRandom(kind, of: nil)] + (stored ? [atRandom(kind, of: .write)] : [])
        }
    }

    private static func atRandom(_ kind: Kind, of operation: Operation?) -> Fault {
        var fault = Fault(kind)
        fault.operation = operation
        fault.probability = 0.01
        // Beyond the limits of `DrillJob`, or well below them.
        switch kind {
        case .stall, .hang: fault.seconds = 4
        case .lateEffect: fault.seconds = lateEffectSeconds
        case .slow, .late, .refuse: fault.seconds = 0.5
        default: break
        }
        return fault
    }
}
