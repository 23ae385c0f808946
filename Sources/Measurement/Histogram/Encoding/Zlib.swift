import CZlib

/// zlib streams (RFC 1950), made whole and read in pieces.
enum Zlib {
    private static let pieceSize = 64 << 10

    static func deflated(_ bytes: [UInt8]) -> [UInt8] {
        let most = compressBound(uLong(bytes.count))
        return [UInt8](unsafeUninitializedCapacity: Int(most)) { buffer, count in
            var written = most
            let result = compress2(
                buffer.baseAddress, &written, bytes, uLong(bytes.count), Z_DEFAULT_COMPRESSION)
            // The one other result that is possible with such a buffer is that memory ran out.
            precondition(result == Z_OK, "zlib has no memory")
            count = Int(written)
        }
    }

    /// Calls `body` with what a stream holds, piece after piece, each at most 64 KiB.
    ///
    /// - Throws: `notZlib` where the bytes are anything but one whole stream, of at most 4 GB; what `body` throws.
    static func inflate(
        _ bytes: ArraySlice<UInt8>, _ body: (Span<UInt8>) throws(HistogramDecodingError) -> Void
    ) throws(HistogramDecodingError) {
        try bytes.withUnsafeBufferPointer { bytes throws(HistogramDecodingError) in
            try inflate(bytes, body)
        }
    }

    private static func inflate(
        _ bytes: UnsafeBufferPointer<UInt8>, _ body: (Span<UInt8>) throws(HistogramDecodingError) -> Void
    ) throws(HistogramDecodingError) {
        // zlib keeps the address of its stream.
        let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
        stream.initialize(to: z_stream())
        defer { stream.deallocate() }
        precondition(zlib_inflate_init(stream) == Z_OK, "zlib has no memory")
        defer { inflateEnd(stream) }
        let piece = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: pieceSize)
        defer { piece.deallocate() }
        // It reads and never writes there.
        stream.pointee.next_in = UnsafeMutablePointer(mutating: bytes.baseAddress)
        stream.pointee.avail_in = uInt(bytes.count)
        var result = Z_OK
        while result == Z_OK {
            stream.pointee.next_out = piece.baseAddress
            stream.pointee.avail_out = uInt(pieceSize)
            result = CZlib.inflate(stream, Z_NO_FLUSH)
            guard result == Z_OK || result == Z_STREAM_END else { throw .notZlib }
            let held = pieceSize - Int(stream.pointee.avail_out)
            try body(UnsafeBufferPointer(rebasing: piece[..<held]).span)
        }
        guard stream.pointee.avail_in == 0 else { throw .notZlib }
    }
}
