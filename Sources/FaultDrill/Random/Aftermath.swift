import EmbeddedProxy

/// What the strikes of a write leave behind for the steps that look at its files.
struct Aftermath {
    /// By path, what was stored wrong by the only strike that the file met, and stayed.
    private(set) var stored: [String: FaultRecord] = [:]
    /// Files that a call failed of: they may be missing, or incomplete.
    private(set) var failed: Set<String> = []
    /// Files that met several strikes, of which anything may be said.
    private(set) var confused: Set<String> = []

    /// Before anything was done.
    init() {}

    /// - Parameter paths: of all files.
    init(of strikes: StepStrikes, paths: [String]) {
        if strikes.reachAll { failed = Set(paths) }
        for path in paths {
            let met = strikes.of(path)
            if met.count > 1 || strikes.refuse { confused.insert(path) }
            guard met.count == 1, let strike = met.first else { continue }
            if !strike.storesDamage {
                failed.insert(path)
            } else if !strikes.isOfEarlierIteration(strike) {
                stored[path] = strike
            }
        }
    }
}
