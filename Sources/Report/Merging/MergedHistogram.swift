import Measurement

/// A histogram as several documents keep parts of it.
struct MergedHistogram {
    private(set) var histogram = Histogram()

    /// - Parameter count: how many durations there are, whether or not the document keeps them.
    mutating func add(_ document: HistogramDocument?, count: Int, of file: String) throws(UnmergeableResults)
    {
        guard count > 0 else { return }
        guard let document else {
            throw UnmergeableResults(
                description:
                    "\(file) is of a version that kept no histograms, without which percentiles can't be"
                    + " added up")
        }
        let more: Histogram
        do throws(HistogramDecodingError) {
            more = try Histogram(document)
        } catch {
            throw UnmergeableResults(description: "\(file) can't be added up: \(error)")
        }
        // What is read counts far less than what a sum can hold.
        guard histogram.count < Int64.max / 2, histogram.sum < .seconds(Int64.max) else { throw .tooLarge }
        histogram.merge(more)
    }

    var document: HistogramDocument? { HistogramDocument(ofAny: histogram) }
    var latency: ResultDocument.Latency? { ResultDocument.Latency(histogram) }
}
