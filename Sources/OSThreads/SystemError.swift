import Glibc

/// A system call's failure: its errno and what it was for.
public struct SystemError: Error, Sendable, CustomStringConvertible {
    /// The errno value.
    public let code: Int32
    /// What could not be done, as in "could not …".
    public let doing: String

    public init(code: Int32 = errno, doing: String) {
        self.code = code
        self.doing = doing
    }

    public var description: String { "could not \(doing): \(Self.text(of: code))" }

    /// The system's own text for an errno value.
    public static func text(of code: Int32) -> String {
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: 256) { buffer in
            guard let start = buffer.baseAddress, strerror_r(code, start, buffer.count) == 0 else {
                return "error \(code)"
            }
            return String(cString: start)
        }
    }
}

extension SystemError {
    /// Whether there is nothing at the path.
    public var isNotFound: Bool { code == ENOENT }
}
