import FoundationEssentials

/// Certificates in PEM, at one place for all connections of the process.
public final class Certificates: Sendable {
    private static let begin = "-----BEGIN CERTIFICATE-----"
    private static let end = "-----END CERTIFICATE-----"

    /// Written once, before anybody else has it.
    nonisolated(unsafe) let pem: UnsafeRawBufferPointer

    /// Nil where there is none in `text`, or one that is broken. (What is in them libcurl looks at, when it connects.)
    public init?(pem text: [UInt8]) {
        guard Self.areWhole(String(decoding: text, as: UTF8.self)) else { return nil }
        let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: text.count, alignment: 1)
        copy.copyBytes(from: text)
        pem = UnsafeRawBufferPointer(copy)
    }

    deinit { pem.deallocate() }

    private static func areWhole(_ text: String) -> Bool {
        let pieces = text.split(separator: begin, omittingEmptySubsequences: false).dropFirst()
        return !pieces.isEmpty
            && pieces.allSatisfy { piece in
                let parts = piece.split(separator: end, omittingEmptySubsequences: false)
                return parts.count > 1 && isDER(parts[0].filter { !$0.isWhitespace })
            }
    }

    /// Whether this is base64 of one whole SEQUENCE, as ITU-T X.690 writes it with a length of two or three bytes.
    private static func isDER(_ base64: String) -> Bool {
        guard let bytes = Data(base64Encoded: base64), bytes.count > 4, bytes[0] == 0x30 else { return false }
        switch bytes[1] {
        case 0x81: return bytes.count == 3 + Int(bytes[2])
        case 0x82: return bytes.count == 4 + Int(bytes[2]) << 8 + Int(bytes[3])
        default: return false
        }
    }
}
