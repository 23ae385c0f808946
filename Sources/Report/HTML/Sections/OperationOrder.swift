/// In which order operations are told.
enum OperationOrder {
    private static let wholes = ResultDocument.WholeFiles.names

    /// Whole files first, and then what took the most time.
    static func sorted(_ operations: [String: ResultDocument.Operation]) -> [(
        name: String, operation: ResultDocument.Operation
    )] {
        func time(_ operation: ResultDocument.Operation) -> Double {
            Double(operation.count) * (operation.latency?.mean ?? 0)
        }
        return operations.sorted { one, other in
            let (isWhole, isOtherWhole) = (wholes.contains(one.key), wholes.contains(other.key))
            if isWhole != isOtherWhole { return isWhole }
            let (first, second) = (time(one.value), time(other.value))
            return first == second ? one.key < other.key : first > second
        }.map { ($0.key, $0.value) }
    }
}
