import Alluxio

/// How much is taken of the body of a file whose length is known. Too much is a finding, once the body has ended; a body
/// that doesn't end is none.
struct BodyLimit {
    /// In bytes, beyond twice the length.
    private static let surplus: Int64 = 64 << 20

    private let length: Int64?
    private let most: Int64

    /// - Parameter length: in bytes; nil where nothing says.
    init(length: Int64?) {
        self.length = length
        let possible = (Int64.max - Self.surplus) / 2
        most = length.map { $0 < possible ? $0 * 2 + Self.surplus : .max } ?? .max
    }

    /// Throws `AlluxioError` of code `protocol` where so much of the file at `path` is too much.
    func check(received: Int64, of path: AlluxioPath) throws(AlluxioError) {
        guard received > most else { return }
        throw AlluxioError(
            .protocolViolation,
            "the body goes on after \(received) bytes, and the file has \(length ?? 0): the rest was not taken",
            operation: .read, path: path)
    }
}
