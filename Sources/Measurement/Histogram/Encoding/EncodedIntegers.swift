/// ZigZag LEB128 of HdrHistogram: 7 bits a byte from the least on, the topmost bit set where more follow; a ninth byte holds
/// 8 bits. A number below zero stands for so many counters at zero.
enum EncodedIntegers {
    static func append(_ number: Int64, to bytes: inout [UInt8]) {
        var rest = UInt64(bitPattern: (number << 1) ^ (number >> 63))
        for _ in 0..<8 {
            guard rest >= 0x80 else { return bytes.append(UInt8(rest)) }
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }

    /// Takes bytes one by one, and gives each number with its last byte.
    struct Reader {
        private var bits: UInt64 = 0
        private var taken: UInt64 = 0

        /// Whether it is at the end of a number.
        var isBetween: Bool { taken == 0 }

        mutating func take(_ byte: UInt8) -> Int64? {
            let isNinth = taken == 8
            bits |= UInt64(isNinth ? byte : byte & 0x7f) << (7 * taken)
            taken += 1
            guard byte < 0x80 || isNinth else { return nil }
            defer { (bits, taken) = (0, 0) }
            return Int64(bitPattern: bits >> 1) ^ -Int64(bits & 1)
        }
    }
}

/// Numbers as they stand in a header: the most significant byte first.
extension [UInt8] {
    mutating func append<Number: FixedWidthInteger>(bigEndian number: Number) {
        for shift in stride(from: Number.bitWidth - 8, through: 0, by: -8) {
            append(UInt8(truncatingIfNeeded: number >> shift))
        }
    }
}

extension ArraySlice<UInt8> {
    /// The number at an offset; the bytes must be there.
    func bigEndian<Number: FixedWidthInteger>(at offset: Int, as: Number.Type = Number.self) -> Number {
        self[(startIndex + offset)...].prefix(Number.bitWidth / 8).reduce(0) {
            $0 << 8 | Number(truncatingIfNeeded: $1)
        }
    }
}
