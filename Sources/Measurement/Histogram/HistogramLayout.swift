/// Where in a histogram a value is counted, as in HdrHistogram (Gil Tene, https://hdrhistogram.org) with a lowest
/// discernible value of 100 ns, a highest of one hour and three significant digits.
///
/// Up to 131 us values are told apart by 64 ns, the largest power of two within 100; from there on by one part in 1,024 or
/// less. Counters are numbered from 0, and stand in pages, so that what is never met takes no memory.
enum HistogramLayout {
    /// Nanoseconds.
    static let lowestDiscernible: Int64 = 100
    /// Nanoseconds.
    static let highestTrackable: Int64 = 3_600_000_000_000
    static let significantDigits: Int32 = 3

    private static let unitMagnitude = 6
    private static let subBucketMagnitude = 11
    private static let subBucketHalf = 1 << (subBucketMagnitude - 1)
    private static let subBucketMask = Int64((1 << subBucketMagnitude) - 1) << unitMagnitude

    static let countersOfAPage = 64
    static let pages = 432
    static let counters = pages * countersOfAPage

    /// The counter of so many nanoseconds, none below zero; nil where they are more than can be tracked.
    static func index(of nanoseconds: Int64) -> Int? {
        nanoseconds <= highestTrackable ? counter(of: nanoseconds) : nil
    }

    /// The first counter whose values are all more than can be tracked.
    static let firstBeyond = counter(of: highestTrackable) + 1

    private static func counter(of nanoseconds: Int64) -> Int {
        let magnitude = Int64.bitWidth - (nanoseconds | subBucketMask).leadingZeroBitCount
        let bucket = magnitude - unitMagnitude - subBucketMagnitude
        let subBucket = Int(nanoseconds >> (bucket + unitMagnitude))
        return ((bucket + 1) << (subBucketMagnitude - 1)) + subBucket - subBucketHalf
    }

    /// The nanoseconds that a counter counts.
    static func values(of index: Int) -> ClosedRange<Int64> {
        var bucket = (index >> (subBucketMagnitude - 1)) - 1
        var subBucket = Int64(index & (subBucketHalf - 1)) + Int64(subBucketHalf)
        if bucket < 0 {
            bucket = 0
            subBucket -= Int64(subBucketHalf)
        }
        let lowest = subBucket << (bucket + unitMagnitude)
        return lowest...lowest + (1 << (bucket + unitMagnitude)) - 1
    }
}
