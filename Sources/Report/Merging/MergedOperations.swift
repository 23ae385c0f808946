import OSThreads

/// The operations of several results, each with all that was seen of it.
struct MergedOperations {
    let operations: [String: ResultDocument.Operation]

    /// - Parameter results: the operations of each, with the name of its file.
    init(_ results: [(file: String, operations: [String: ResultDocument.Operation])])
        throws(UnmergeableResults)
    {
        let names = Array(Set(results.flatMap(\.operations.keys)))
        let sums = inParallel(names) { name in
            Result { () throws(UnmergeableResults) in
                try Self.sum(results.compactMap { file, operations in operations[name].map { (file, $0) } })
            }
        }
        var operations: [String: ResultDocument.Operation] = [:]
        for (name, sum) in zip(names, sums) { operations[name] = try sum.get() }
        self.operations = operations
    }

    private static func sum(_ parts: [(file: String, operation: ResultDocument.Operation)])
        throws(UnmergeableResults) -> ResultDocument.Operation?
    {
        guard var sum = parts.first?.operation, parts.count > 1 else { return parts.first?.operation }
        for (_, operation) in parts.dropFirst() {
            try sum.count.add(operation.count)
            try sum.errors.add(operation.errors)
            try sum.bytes.add(operation.bytes)
        }
        var (latency, ofErrors, service) = (MergedHistogram(), MergedHistogram(), MergedHistogram())
        for (file, part) in parts {
            try latency.add(part.histogram, count: part.count - part.errors, of: file)
            try ofErrors.add(part.histogramOfErrors, count: part.errors, of: file)
            try service.add(part.histogramOfService, count: part.service == nil ? 0 : 1, of: file)
        }
        (sum.latency, sum.histogram) = (latency.latency, latency.document)
        (sum.latencyOfErrors, sum.histogramOfErrors) = (ofErrors.latency, ofErrors.document)
        (sum.service, sum.histogramOfService) = (service.latency, service.document)
        return sum
    }
}
