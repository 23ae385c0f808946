import OSThreads

/// What a run has before it, by which its progress is told.
enum RunGoal: Sendable {
    /// So many files in each of so many iterations.
    case iterations(Int, files: Int)
    /// To go on until no file begins any more; from a moment within on it is measured.
    case time(from: MonotonicTime, measured: MonotonicTime, to: MonotonicTime)
    /// So many files, each once.
    case files(Int)
}
