/// The intervals of several results side by side, by the nodes' clocks.
///
/// They are as long as the longest of any, and begin with the first of all. What was seen in an interval counts whole in the
/// one that its middle falls into, so that sums stay what they were, and a moment is off by less than an interval.
struct MergedIntervals {
    let intervals: [ResultDocument.Interval]

    /// - Parameter results: the intervals of each, with the name of its file.
    init(_ results: [(file: String, intervals: [ResultDocument.Interval])]) throws(UnmergeableResults) {
        let parts = results.filter { !$0.intervals.isEmpty }
        guard parts.count > 1 else {
            intervals = parts.first?.intervals ?? []
            return
        }
        let start = parts.compactMap { $0.intervals.first?.start }.min() ?? 0
        let end = parts.compactMap { $0.intervals.last.map { $0.start + $0.seconds } }.max() ?? start
        // The last of a run may be shorter, and is the only one of a short run.
        let step = parts.flatMap { $0.intervals.dropLast() }.map { $0.seconds.rounded() }.reduce(1, max)

        var sums: [Int: (interval: ResultDocument.Interval, latency: MergedHistogram)] = [:]
        for (file, series) in parts {
            for part in series {
                let number = Int((part.start + part.seconds / 2 - start) / step)
                let begin = start + Double(number) * step
                var sum =
                    sums[number] ?? (Self.empty(begin, min(step, end - begin), like: part), MergedHistogram())
                try sum.interval.files.add(part.files)
                try sum.interval.bytesMoved.add(part.bytesMoved)
                try sum.interval.errors.add(part.errors)
                for (name, operation) in part.operations {
                    try sum.interval.add(operation, of: name)
                }
                try sum.latency.add(part.histogram, count: part.latency == nil ? 0 : 1, of: file)
                sums[number] = sum
            }
        }
        intervals = sums.sorted { $0.key < $1.key }.map { _, sum in
            var interval = sum.interval
            (interval.latency, interval.histogram) = (sum.latency.latency, sum.latency.document)
            return interval
        }
    }

    private static func empty(_ start: Double, _ seconds: Double, like other: ResultDocument.Interval)
        -> ResultDocument.Interval
    {
        var interval = other
        (interval.start, interval.seconds) = (start, seconds)
        (interval.files, interval.bytesMoved, interval.errors) = (0, 0, 0)
        (interval.latency, interval.histogram, interval.operations) = (nil, nil, [:])
        return interval
    }
}

extension ResultDocument.Interval {
    /// Adds what was seen of an operation.
    mutating func add(_ more: ResultDocument.IntervalOperation, of operation: String)
        throws(UnmergeableResults)
    {
        if try operations[operation]?.add(more) == nil { operations[operation] = more }
    }
}
