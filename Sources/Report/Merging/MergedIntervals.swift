import OSThreads

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

        let grouped = Dictionary(
            grouping: parts.flatMap { file, series in series.map { (file: file, interval: $0) } }
        ) { Int(($0.interval.start + $0.interval.seconds / 2 - start) / step) }
        let sums = inParallel(grouped.sorted { $0.key < $1.key }) { number, parts in
            let begin = start + Double(number) * step
            return Result { () throws(UnmergeableResults) in
                try Self.sum(parts, from: begin, for: min(step, end - begin))
            }
        }
        intervals = try sums.map { sum throws(UnmergeableResults) in try sum.get() }
    }

    private static func sum(
        _ parts: [(file: String, interval: ResultDocument.Interval)], from start: Double, for seconds: Double
    ) throws(UnmergeableResults) -> ResultDocument.Interval {
        var sum = empty(start, seconds, like: parts[0].interval)
        var latency = MergedHistogram()
        for (file, part) in parts {
            try sum.files.add(part.files)
            try sum.bytesMoved.add(part.bytesMoved)
            try sum.errors.add(part.errors)
            for (name, operation) in part.operations {
                try sum.add(operation, of: name)
            }
            try latency.add(part.histogram, count: part.latency == nil ? 0 : 1, of: file)
        }
        (sum.latency, sum.histogram) = (latency.latency, latency.document)
        return sum
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
