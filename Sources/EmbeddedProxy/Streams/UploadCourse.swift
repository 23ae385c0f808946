import OSThreads

/// How the uploads of a writer went, as far as its close asks.
struct UploadCourse: Sendable {
    /// So soon after a cut, a close finds the worker still at the block: its room is never given back (seen on 2.9.6
    /// each time at once, half the time after 20 ms, never after 200 ms).
    static let leakingTime = Duration.milliseconds(200)

    /// A block was refused: the file is never completed.
    var isRefused = false
    /// When the last sender left in mid body.
    var cut: MonotonicTime?
    var closed: MonotonicTime?

    /// Whether the writer was closed too soon after its sender left; a server may well notice the close first.
    var leaks: Bool {
        guard let cut, let closed else { return false }
        return closed < cut + Self.leakingTime && cut < closed + Self.leakingTime
    }
}
