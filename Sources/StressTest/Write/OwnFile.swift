import Alluxio

/// One of a process's files, from one iteration to the next.
struct OwnFile {
    /// What stands at its path and may be deleted; nil where nothing does.
    var standing: StandingVersion?
    /// Of the last try at it in this run; 0 before the first.
    var version = 0
    /// Whether nothing stands in the way of the iteration's try.
    var isReady = false
}

/// Which version of which run a file is, as its mark says; 0 where it bears none.
struct StandingVersion: Sendable, Equatable {
    var run: UInt32 = 0
    var version = 0
}

extension StandingVersion {
    init(of status: FileSummary) {
        let mark = Mark(of: status)
        self.init(run: mark?.run ?? 0, version: mark?.version ?? 0)
    }
}
