/// What was met within an interval of a run: a line of HdrHistogram's interval log.
public struct HistogramLogInterval: Sendable, Equatable {
    /// Which of several things was measured; nil where the log says nothing of it.
    public var tag: String?
    /// Since the start time of the log.
    public var start: Duration
    public var length: Duration
    public var histogram: Histogram

    public init(tag: String?, start: Duration, length: Duration, histogram: Histogram) {
        self.tag = tag
        self.start = start
        self.length = length
        self.histogram = histogram
    }
}
