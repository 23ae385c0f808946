import Alluxio

/// One of a process's files, from one iteration to the next.
struct OwnFile {
    /// What stands at its path and may be deleted; nil where nothing does.
    var standing: StandingVersion?
    /// Of the last try at it in this run; 0 before the first.
    var version = 0
    /// Whether that try came to its end while there was measuring.
    var isMeasured = false
    /// Whether nothing stands in the way of the iteration's try.
    var isReady = false
}

extension OwnFile {
    /// The last try, where its every call was answered well.
    var answered: AnsweredFile { AnsweredFile(version: version, isMeasured: isMeasured) }
}

/// Which version of which run a file is, as its mark says; 0 where it bears none.
struct StandingVersion: Sendable, Equatable {
    static let highest = 16_777_215

    var run: UInt32 = 0
    var version = 0
}

extension StandingVersion {
    init(of status: FileSummary) {
        guard let mark = Mark(of: status), (0...Self.highest).contains(mark.version) else {
            self.init()
            return
        }
        self.init(run: mark.run, version: mark.version)
    }
}
