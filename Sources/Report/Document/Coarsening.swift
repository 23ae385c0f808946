// A document's file stays small however long the run: of what is told over time and by process there is less where it would
// be too much, and no sum changes.

extension ResultDocument {
    /// Of more processes than these each may go without latencies and intervals.
    private static let processesInFull = 512
    /// So many intervals of all processes together are enough to see which did what when.
    private static let intervalsOfProcesses = 9_600
    /// Fewer intervals than these are not put together.
    private static let fewestIntervals = 30

    /// Without what is listed one by one, which has limits of its own.
    var withoutLists: Self {
        var document = self
        (document.errors, document.findings, document.left) = ([], [], [])
        (document.warnings, document.requirements) = ([], [])
        return document
    }

    /// What of it the sum of so many like it can keep: of very many processes a file does not tell what each did when.
    public func forSum(of results: Int) -> Self {
        guard results * processes.count > Self.processesInFull else { return self }
        var document = self
        for process in processes.indices { document.processes[process].intervals = nil }
        return document
    }

    /// Tells less of the run's course; false where there is nothing left that may go.
    mutating func coarsen() -> Bool { leaveOutOfProcesses() || coarsenProcesses() || coarsenIntervals() }

    /// Of many processes what is told of each over time goes first, and then how long its files took.
    private mutating func leaveOutOfProcesses() -> Bool {
        guard processes.count > Self.processesInFull else { return false }
        if processes.contains(where: { $0.intervals != nil }) {
            for process in processes.indices { processes[process].intervals = nil }
            return true
        }
        if processes.contains(where: { $0.latency != nil }) {
            for process in processes.indices { processes[process].latency = nil }
            return true
        }
        return false
    }

    /// Makes one of every two intervals of each process until there are few enough.
    private mutating func coarsenProcesses() -> Bool {
        var isCoarser = false
        while processes.reduce(0, { $0 + ($1.intervals?.files.count ?? 0) }) > Self.intervalsOfProcesses {
            guard let halved = try? processes.map({ try $0.intervals?.halved }) else { break }
            for (process, intervals) in halved.enumerated() { processes[process].intervals = intervals }
            isCoarser = true
        }
        return isCoarser
    }

    /// Makes one interval of every two.
    private mutating func coarsenIntervals() -> Bool {
        guard intervals.count > Self.fewestIntervals,
            let halved = try? intervals.pairs.map(Interval.init(together:))
        else { return false }
        intervals = halved
        return true
    }
}

extension ResultDocument.Interval {
    /// - Throws: where they can't be added up, as those of a version that kept no histograms.
    fileprivate init(together parts: ArraySlice<Self>) throws(UnmergeableResults) {
        self = parts[parts.startIndex]
        guard let next = parts.dropFirst().first else { return }
        seconds = next.start + next.seconds - start
        try files.add(next.files)
        try bytesMoved.add(next.bytesMoved)
        try errors.add(next.errors)
        for (name, operation) in next.operations { try add(operation, of: name) }
        var both = MergedHistogram()
        for part in parts {
            try both.add(part.histogram, count: part.latency == nil ? 0 : 1, of: "the result")
        }
        (latency, histogram) = (both.latency, both.document)
    }
}

extension ResultDocument.ProcessIntervals {
    fileprivate var halved: Self {
        get throws(UnmergeableResults) {
            var halved = self
            halved.seconds *= 2
            halved.files = try Self.sums(files)
            halved.bytesMoved = try Self.sums(bytesMoved)
            halved.errors = try Self.sums(errors)
            halved.max = max.pairs.map { $0.max() ?? 0 }
            return halved
        }
    }

    private static func sums<Number: FixedWidthInteger>(_ numbers: [Number]) throws(UnmergeableResults)
        -> [Number]
    {
        var sums: [Number] = []
        for pair in numbers.pairs {
            var sum: Number = 0
            for number in pair { try sum.add(number) }
            sums.append(sum)
        }
        return sums
    }
}

extension Array {
    /// Every two that follow each other; of an odd number the last is alone.
    fileprivate var pairs: [ArraySlice<Element>] {
        stride(from: 0, to: count, by: 2).map { self[$0..<Swift.min($0 + 2, count)] }
    }
}
