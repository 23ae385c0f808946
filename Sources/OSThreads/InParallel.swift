import Synchronization

/// What `body` makes of each element, in their order, on as many threads as there are processors.
public func inParallel<Element: Sendable, Value: Sendable>(
    _ elements: [Element], _ body: @escaping @Sendable (Element) -> Value
) -> [Value] {
    let next = Atomic(0)
    let values = Monitor<[Int: Value]>([:])
    let work: @Sendable () -> Void = {
        while case let index = next.add(1, ordering: .relaxed).oldValue, index < elements.count {
            let value = body(elements[index])
            values.withLock { $0[index] = value }
        }
    }
    // This thread does what the system gives no other for.
    let threads = (1..<max(1, min(Processors.count, elements.count))).compactMap { _ in try? OSThread(work) }
    work()
    for thread in threads { thread.join() }
    return values.withLock { values in elements.indices.compactMap { values[$0] } }
}
