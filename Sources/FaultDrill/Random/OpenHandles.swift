import FoundationEssentials
import OSThreads

/// What this process holds of the system.
struct OpenHandles: Equatable {
    let descriptors: Int
    let threads: Int

    static var now: OpenHandles {
        OpenHandles(descriptors: count(in: "/proc/self/fd"), threads: count(in: "/proc/self/task"))
    }

    private static func count(in folder: String) -> Int {
        (try? FileManager.default.contentsOfDirectory(atPath: folder).count) ?? 0
    }

    /// What there is more of than there was. A thread that was joined may take a moment to be gone.
    static func complaints(since before: OpenHandles) -> [String] {
        let deadline = MonotonicTime.now + .seconds(10)
        while .now < deadline, now.isMore(than: before) { OSThreads.pause(for: .milliseconds(20)) }
        let after = now
        let more = [
            ("descriptors", after.descriptors - before.descriptors),
            ("threads", after.threads - before.threads),
        ]
        return more.filter { $0.1 > 0 }.map { "\($0.1) \($0.0) are left open" }
    }

    private func isMore(than other: OpenHandles) -> Bool {
        descriptors > other.descriptors || threads > other.threads
    }
}
