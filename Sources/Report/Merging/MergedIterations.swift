/// The iterations of several results side by side, by their numbers.
struct MergedIterations {
    let iterations: [ResultDocument.Iteration]

    init(_ results: [ResultDocument]) throws(UnmergeableResults) {
        // A long run has several iterations in each record: as many everywhere are laid side by side.
        let most = results.compactMap { $0.iterations.first?.iterations }.max() ?? 1
        var series: [[ResultDocument.Iteration]] = []
        for result in results { series.append(try Self.records(result.iterations, ofEach: most)) }
        var iterations: [ResultDocument.Iteration] = []
        for number in 0..<(series.map(\.count).max() ?? 0) {
            iterations.append(
                try Self.together(series.filter { number < $0.count }.map { $0[number] }))
        }
        self.iterations = iterations
    }

    /// The same with so many iterations in each record, but the last.
    private static func records(_ iterations: [ResultDocument.Iteration], ofEach count: Int)
        throws(UnmergeableResults) -> [ResultDocument.Iteration]
    {
        var records: [ResultDocument.Iteration] = []
        for iteration in iterations {
            if let last = records.indices.last, records[last].iterations < count {
                try records[last].append(iteration)
            } else {
                records.append(iteration)
            }
        }
        return records
    }

    /// Those of several nodes at the same time.
    private static func together(_ ofNodes: [ResultDocument.Iteration])
        throws(UnmergeableResults) -> ResultDocument.Iteration
    {
        guard var sum = ofNodes.first, ofNodes.count > 1 else { return ofNodes[0] }
        for iteration in ofNodes.dropFirst() {
            try sum.files.add(iteration.files)
            try sum.bytes.add(iteration.bytes)
            try sum.errors.add(iteration.errors)
            sum.iterations = max(sum.iterations, iteration.iterations)
        }
        sum.start = ofNodes.map(\.start).min() ?? sum.start
        sum.seconds = (ofNodes.map { $0.start + $0.seconds }.max() ?? sum.start) - sum.start
        sum.skew = (ofNodes.map { $0.start + $0.skew }.max() ?? sum.start) - sum.start
        return sum
    }
}

extension ResultDocument.Iteration {
    /// Adds those that followed.
    fileprivate mutating func append(_ next: Self) throws(UnmergeableResults) {
        seconds += next.seconds
        try files.add(next.files)
        try bytes.add(next.bytes)
        try errors.add(next.errors)
        skew = max(skew, next.skew)
        try iterations.add(next.iterations)
    }
}
