import OSThreads
import Testing

@Suite("In parallel")
struct InParallelTests {
    @Test(
        "each element is taken once, and what comes of them stands in their order",
        arguments: [0, 1, 2, 1000])
    func order(count: Int) {
        let taken = Monitor<[Int]>([])
        let squares = inParallel(Array(0..<count)) { element in
            taken.withLock { $0.append(element) }
            return element * element
        }
        #expect(squares == (0..<count).map { $0 * $0 })
        #expect(taken.withLock { $0.sorted() } == Array(0..<count))
    }
}
