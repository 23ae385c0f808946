/// The encodings V2 and V2 compressed of HdrHistogram, as its Java implementation defines them
/// (https://github.com/HdrHistogram/HdrHistogram, AbstractHistogram.java). Values are nanoseconds.
///
/// They hold the counters and nothing else: sum, least and greatest are derived from these when a histogram is read, as
/// HdrHistogram does it, and may differ from what they were by what one counter spans. `HistogramDocument` keeps all exactly.
extension Histogram {
    /// The encoding V2. What was counted as longer than an hour stands in the first counter past the hour, where others read
    /// it as a value just over an hour, and `init(encoded:)` as what it was.
    public func encoded() -> [UInt8] {
        let payload = encodedCounters()
        var bytes: [UInt8] = []
        bytes.reserveCapacity(HistogramDecoder.headerSize + payload.count)
        bytes.append(bigEndian: HistogramDecoder.cookie | HistogramDecoder.variableLength)
        bytes.append(bigEndian: UInt32(payload.count))
        // No counter is shifted.
        bytes.append(bigEndian: UInt32(0))
        bytes.append(bigEndian: HistogramLayout.significantDigits)
        bytes.append(bigEndian: HistogramLayout.lowestDiscernible)
        bytes.append(bigEndian: HistogramLayout.highestTrackable)
        // By how much an integer is to be multiplied to be the value.
        bytes.append(bigEndian: (1.0).bitPattern)
        return bytes + payload
    }

    /// The encoding V2, compressed with zlib and under a header of its own.
    public func compressed() -> [UInt8] {
        let stream = Zlib.deflated(encoded())
        var bytes: [UInt8] = []
        bytes.append(bigEndian: HistogramDecoder.compressedCookie | HistogramDecoder.variableLength)
        bytes.append(bigEndian: UInt32(stream.count))
        return bytes + stream
    }

    /// Reads the encoding V2, of whatever layout; see `HistogramDecoder` for what becomes of others than this one's.
    public init(encoded bytes: [UInt8]) throws(HistogramDecodingError) {
        var decoder = HistogramDecoder()
        try decoder.take(bytes.span)
        self = try decoder.histogram()
    }

    /// Reads the encoding V2 compressed, as `init(encoded:)` reads what was compressed. It takes no more memory for bytes
    /// that would unfold to many than for others.
    public init(compressed bytes: [UInt8]) throws(HistogramDecodingError) {
        guard bytes.count >= 8 else { throw .truncated }
        let cookie: UInt32 = bytes[...].bigEndian(at: 0)
        guard cookie & ~0xf0 == HistogramDecoder.compressedCookie else { throw .unknownCookie(cookie) }
        guard bytes[...].bigEndian(at: 4, as: UInt32.self) == bytes.count - 8 else { throw .wrongLength }
        var decoder = HistogramDecoder()
        try Zlib.inflate(bytes[8...]) { piece throws(HistogramDecodingError) in try decoder.take(piece) }
        self = try decoder.histogram()
    }

    private func encodedCounters() -> [UInt8] {
        var payload: [UInt8] = []
        var next = 0
        func append(_ index: Int, _ count: Int64) {
            let zeros = index - next
            // As elsewhere, one zero is a count, and only more are a run.
            if zeros > 0 { EncodedIntegers.append(zeros == 1 ? 0 : -Int64(zeros), to: &payload) }
            EncodedIntegers.append(count, to: &payload)
            next = index + 1
        }
        forEachCounter(append)
        if beyond > 0 { append(HistogramLayout.firstBeyond, beyond) }
        // Nor does any implementation write no counter at all.
        if payload.isEmpty { EncodedIntegers.append(0, to: &payload) }
        return payload
    }
}
