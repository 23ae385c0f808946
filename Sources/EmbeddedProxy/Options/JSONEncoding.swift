/// The encoding of a JSON text, guessed by its first bytes as Jackson does it.
struct JSONEncoding {
    /// In UTF-8.
    var bytes: [UInt8]
    /// Where the text begins.
    var start = 0

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        guard bytes.count >= 2 else { return }
        let isLong = bytes.count >= 4
        if isLong, bytes.starts(with: [0xef, 0xbb, 0xbf]) {
            start = 3
        } else if isLong, bytes.starts(with: [0xfe, 0xff]) {
            self.bytes = Self.utf8(bytes.dropFirst(2), high: 0)
        } else if isLong, bytes.starts(with: [0xff, 0xfe]) {
            self.bytes = Self.utf8(bytes.dropFirst(2), high: 1)
        } else if bytes[0] == 0 {
            self.bytes = Self.utf8(bytes[...], high: 0)
        } else if bytes[1] == 0 {
            self.bytes = Self.utf8(bytes[...], high: 1)
        }
    }

    /// Of UTF-16; `high` is which of two bytes is the higher.
    private static func utf8(_ bytes: ArraySlice<UInt8>, high: Int) -> [UInt8] {
        let units = stride(from: bytes.startIndex, to: bytes.endIndex - 1, by: 2).map { index in
            UInt16(bytes[index + high]) << 8 | UInt16(bytes[index + 1 - high])
        }
        return Array(String(decoding: units, as: UTF16.self).utf8)
    }
}
