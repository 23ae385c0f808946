/// What a record's file says last of a path, and when that was.
struct RecordEnd: Sendable {
    var event: RecordEvent
    /// The latest of the `stored` lines up to it in its file, of whatever paths, in seconds after 1970: a `replace` line
    /// has no time of its own. Before all times where there is none.
    var time: Double

    static let noTime = -Double.infinity

    fileprivate var isStored: Bool { if case .stored = event.kind { true } else { false } }

    /// Whether it was written after a version was stored that another file tells of: by the times, or because that
    /// version is the one that it replaces.
    fileprivate func replaces(_ stored: RecordEnd) -> Bool {
        guard !isStored else { return false }
        return time >= stored.time
            || event.run == stored.event.run && event.version == stored.event.version
    }
}

extension [RecordEnd] {
    /// Of what several files say last of one path, what was written last, in whatever order they are given: what was
    /// stored last, or what followed it.
    var latest: RecordEnd? {
        guard let stored = filter(\.isStored).max(by: { $0.time < $1.time }) else {
            return self.max { $0.time < $1.time }
        }
        return first { $0.replaces(stored) } ?? stored
    }
}
