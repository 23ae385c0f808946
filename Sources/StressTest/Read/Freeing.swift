import Alluxio
import OSThreads

/// Takes files out of Alluxio whose data the under store has, so that reads of them are cold.
struct Freeing {
    /// Alluxio answers before the workers have let go; it takes them about a second.
    private static let patience: Duration = .seconds(30)
    private static let pauseBeforeALook: Duration = .milliseconds(250)
    /// A worker does not let go of what it is still reading, and is not told again by itself: after so many looks the
    /// call is made once more.
    private static let looksBetweenCalls = 12

    private let plan: ReadPlan
    private let iteration: Int
    private let client: AlluxioClient

    init(_ plan: ReadPlan, in iteration: Int, _ client: AlluxioClient) {
        self.plan = plan
        self.iteration = iteration
        self.client = client
    }

    /// What became of the files that were to be freed.
    struct Freed {
        /// Files that only Alluxio has: they stay.
        var notPersisted = 0
        /// Files of which workers still hold something after 30 s.
        var stillHeld = 0
    }

    /// Frees every file, and waits until the workers have let go of them. Throws `AlluxioError` where a call fails.
    func free(_ statuses: Statuses) throws(AlluxioError) -> Freed {
        var freed = Freed()
        var waiting: [ReadTarget] = []
        for file in files {
            guard let status = statuses[file], status.completed, status.length > 0 else { continue }
            guard status.persisted else {
                freed.notPersisted += 1
                continue
            }
            guard status.inAlluxioPercentage > 0 else { continue }
            try client.free(file.path)
            waiting.append(file)
        }
        let deadline = MonotonicTime.now + Self.patience
        var looks = 0
        while !waiting.isEmpty, MonotonicTime.now < deadline {
            pause(for: Self.pauseBeforeALook)
            let now = try Statuses(plan, in: iteration, client)
            waiting.removeAll { now[$0]?.inAlluxioPercentage ?? 0 == 0 }
            looks += 1
            guard looks.isMultiple(of: Self.looksBetweenCalls) else { continue }
            for file in waiting { try client.free(file.path) }
        }
        freed.stillHeld = waiting.count
        return freed
    }

    /// In local mode all processes have the same one.
    private var files: [ReadTarget] {
        if case .oneFile = plan.source {
            return [plan.target(at: FileNumber(process: 0), in: iteration)]
        }
        return Array(plan.targets(in: iteration))
    }
}
