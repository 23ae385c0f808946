/// The errors of several results, each kind once.
struct MergedFailures {
    private struct Key: Hashable {
        var kind: String
        var operation: String
        var httpStatus: Int?
        var statusCode: String?

        init(_ failure: ResultDocument.Failure) {
            kind = failure.kind
            operation = failure.operation
            httpStatus = failure.httpStatus
            statusCode = failure.statusCode
        }
    }

    let failures: [ResultDocument.Failure]

    init(_ failuresByNode: some Sequence<(String, [ResultDocument.Failure])>)
        throws(UnmergeableResults)
    {
        var byKey: [Key: ResultDocument.Failure] = [:]
        for (name, failures) in failuresByNode {
            for var failure in failures {
                failure.first.node = failure.first.node ?? name
                let key = Key(failure)
                byKey[key] = try byKey[key]?.merged(with: failure) ?? failure
            }
        }
        failures = byKey.values.sorted { $0.order < $1.order }
    }
}

extension ResultDocument.Failure {
    fileprivate func merged(with other: Self) throws(UnmergeableResults) -> Self {
        var sum = self
        try sum.count.add(other.count)
        if other.first.time < first.time { sum.first = other.first }
        sum.lastTime = max(lastTime, other.lastTime)
        return sum
    }
}
