import EmbeddedProxy

/// The strikes of a step, by whom they reach.
struct StepStrikes {
    private let byPath: [String: [FaultRecord]]
    /// Of calls that are no one file's: of folders, and of the proxy.
    let common: [FaultRecord]
    /// Whether connections ended all over.
    let refuse: Bool
    private let ofEarlierIterations: Set<FaultRecord>

    /// - Parameters:
    ///   - earlier: of the iterations before the last, in their order.
    ///   - last: of the last iteration.
    ///   - paths: of all files.
    init(earlier: [FaultRecord] = [], last: [FaultRecord], paths: [String]) {
        let files = Set(paths)
        let strikes = earlier + last
        let telling = strikes.filter { !$0.isHarmless }
        byPath = Dictionary(grouping: telling.filter { files.contains($0.path) }, by: \.path)
        common = telling.filter { !files.contains($0.path) }
        refuse = strikes.contains { $0.kind == .refuse }
        ofEarlierIterations = Set(earlier)
    }

    func of(_ path: String) -> [FaultRecord] { byPath[path] ?? [] }

    /// Whether what it stored has been replaced since.
    func isOfEarlierIteration(_ strike: FaultRecord) -> Bool { ofEarlierIterations.contains(strike) }

    /// Whether any process may have been kept from its file by what did not strike that.
    var reachAll: Bool { refuse || !common.isEmpty }
}
