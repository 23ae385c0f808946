import OSThreads

/// Looks again and again until `body` says true, at what tells nobody that it has changed: a file, another process, a server.
///
/// - Parameter what: is waited for, as in "never came: …".
/// - Throws: where it has not by then, and what `body` throws.
public func eventually(_ what: String, within time: Duration, _ body: () throws -> Bool) async throws {
    let end = MonotonicTime.now + time
    while try !body() {
        guard MonotonicTime.now < end else { throw TooLate(description: "never came: \(what)") }
        try await Task.sleep(for: .milliseconds(20))
    }
}

private struct TooLate: Error, CustomStringConvertible { var description: String }
