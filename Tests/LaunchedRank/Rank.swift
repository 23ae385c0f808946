import Glibc
import Nodes
import OSThreads

/// A rank that takes steps.
struct Rank {
    let launch: Launch

    init(_ launch: Launch) { self.launch = launch }

    func say(_ what: String) { Text.say("rank \(launch.rank): \(what)") }

    func take(_ step: String) throws {
        let parts = step.split(separator: ": ", maxSplits: 1)
        if parts.count == 2, parts[0] != "\(launch.rank)" { return }
        let words = (parts.last ?? "").split(separator: " ").map(String.init)
        switch words.first {
        case "publish": try publish(words[1], count: Int(words[2]) ?? 0)
        case "fetch": fetch(words[1], until: deadline(words[2]))
        case "barrier": passBarrier(until: deadline(words[1]))
        case "pause": pause(for: .milliseconds(Int(words[1]) ?? 0))
        case "die": raise(SIGKILL)
        case "exit": leave(Int32(words[1]) ?? 1)
        default: say("there is no step “\(step)”")
        }
    }

    /// Ends this process as a rank that has done its part.
    func leave(_ status: Int32) -> Never {
        launch.leave(until: .now + .seconds(10))
        say("left")
        _exit(status)
    }

    private func deadline(_ milliseconds: String) -> MonotonicTime {
        .now + .milliseconds(Int(milliseconds) ?? 0)
    }

    private func publish(_ key: String, count: Int) throws {
        try launch.publish(bytes(of: launch.rank, key, count), as: key)
        say("published \(key)")
    }

    /// From every rank, at once.
    private func fetch(_ key: String, until deadline: MonotonicTime) {
        let requests = (0..<launch.size).map { launch.request(key, from: $0) }
        for (rank, request) in requests.enumerated() {
            if let fetched = request.value(until: deadline) {
                let isRight = fetched == bytes(of: rank, key, fetched.count)
                say("\(key) of \(rank): \(fetched.count) bytes, \(isRight ? "right" : "wrong")")
            } else if let failure = request.failure {
                say("\(key) of \(rank): failed: \(failure)")
            } else {
                say("\(key) of \(rank): silence")
            }
        }
    }

    private func passBarrier(until deadline: MonotonicTime) {
        say("entered at \(MonotonicTime.now.nanoseconds)")
        let barrier = launch.enterBarrier()
        if barrier.value(until: deadline) != nil {
            say("passed at \(MonotonicTime.now.nanoseconds)")
        } else if let failure = barrier.failure {
            say("barrier failed: \(failure)")
        } else {
            say("not passed")
        }
    }

    /// The same 251 bytes again and again, by doubling, for a test that is not optimized would take its time over each.
    private func bytes(of rank: Int, _ key: String, _ count: Int) -> [UInt8] {
        let start = key.utf8.reduce(rank) { 31 &* $0 &+ Int($1) }
        var bytes = (0..<251).map { UInt8(truncatingIfNeeded: start &+ $0 &* $0) }
        while bytes.count < count { bytes += bytes }
        return Array(bytes[..<count])
    }
}
