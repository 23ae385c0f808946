/// The layout that an encoded histogram says it has: any that HdrHistogram can have.
struct EncodedLayout {
    private let unitMagnitude: Int
    private let subBucketHalfMagnitude: Int
    /// How many counters it has.
    let counters: Int

    /// Nil where HdrHistogram has no such layout, or where its values pass 63 bits.
    init?(significantDigits: Int32, lowest: Int64, highest: Int64) {
        // The bits that twice a power of ten takes.
        let magnitudes = [1, 5, 8, 11, 15, 18]
        guard magnitudes.indices.contains(Int(significantDigits)), lowest >= 1, highest / 2 >= lowest else {
            return nil
        }
        unitMagnitude = Int64.bitWidth - 1 - lowest.leadingZeroBitCount
        subBucketHalfMagnitude = magnitudes[Int(significantDigits)] - 1
        guard unitMagnitude + subBucketHalfMagnitude <= 61 else { return nil }
        // The first bucket ends below this power of two, and each one after it at twice what the one before ends at.
        let ofFirst = subBucketHalfMagnitude + 1 + unitMagnitude
        let ofHighest = Int64.bitWidth - highest.leadingZeroBitCount
        let buckets = 1 + Swift.max(0, ofHighest - ofFirst)
        counters = (buckets + 1) << subBucketHalfMagnitude
    }

    /// The values that a counter counts.
    func values(of index: Int) -> ClosedRange<Int64> {
        let half = 1 << subBucketHalfMagnitude
        let bucket = Swift.max(0, (index >> subBucketHalfMagnitude) - 1)
        let subBucket = Int64(index - bucket * half)
        let shift = bucket + unitMagnitude
        let lowest = subBucket << shift
        return lowest...lowest + ((1 << shift) - 1)
    }
}
