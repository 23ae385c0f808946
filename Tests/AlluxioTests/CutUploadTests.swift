import Alluxio
import FoundationEssentials
import OSThreads
import TestSupport
import Testing

/// `ALLUXIO_STRESS_TEST_CUTS` is how many uploads are cut, 200 without it; `ALLUXIO_STRESS_TEST_SEED` repeats a run.
@Suite(
    "Uploads that are cut at random places, on the real Alluxio", .ownThread,
    .enabled(if: RealAlluxio.isAtHand),
    .timeLimit(.minutes(20)))
struct CutUploadTests {
    @Test(
        "are undone: no reader sees a short complete file, all can be written again, no worker keeps a block")
    func undone() async throws {
        let count = environment("ALLUXIO_STRESS_TEST_CUTS").flatMap { Int($0) } ?? 200
        let seed = environment("ALLUXIO_STRESS_TEST_SEED").flatMap { UInt64($0) }
        var random = seed.map { SeededGenerator(seed: $0) } ?? SeededGenerator()
        print("cut uploads: \(count), seed \(random.seed)")
        let uploads = (0..<count).map { CutUpload(number: $0, random: &random) }

        let test = try RealFolder("cuts")
        let watcher = FolderWatcher(test.proxy, test.path)
        async let watched = onThread { try watcher.watch() }
        let outcomes = try await inParallel(uploads, with: CutUploader(proxy: test.proxy, folder: test.path))
        watcher.stop()

        #expect(outcomes.count == count)
        for outcome in outcomes { outcome.hold() }
        let seen = try await watched
        print("cut uploads: \(seen)")
        #expect(seen.shortComplete == [])
        #expect(seen.incomplete > 0, "the reader looked while files were open")
        let kept = try blocksKept(of: Set(outcomes.map(\.blockContainer)))
        let keepers = outcomes.filter { kept.contains($0.blockContainer) }
        #expect(kept == [], "\(keepers.map { "\($0.upload): \($0.error.map { "\($0)" } ?? "no error")" })")
    }

    /// Runs uploads on eight threads.
    private func inParallel(_ uploads: [CutUpload], with uploader: CutUploader) async throws -> [CutOutcome] {
        let next = Counter()
        return try await withThrowingTaskGroup(of: [CutOutcome].self) { group in
            for _ in 0..<8 {
                group.addTask {
                    try await onThread {
                        var outcomes: [CutOutcome] = []
                        while case let number = next.next() - 1, number < uploads.count {
                            outcomes.append(uploader.run(uploads[number]))
                        }
                        return outcomes
                    }
                }
            }
            return try await group.reduce(into: []) { $0 += $1 }
        }
    }

    /// Those of these files of which a worker has still a block reserved for a writer: it has a temporary file for each. What
    /// was written to them is the worker's cache then, and gives way to what is written next.
    private func blocksKept(of containers: Set<Int64>) throws -> Set<Int64> {
        guard let cluster = RealAlluxio.here?.cluster else {
            print("cut uploads: not looked for blocks that are kept: the cluster's folder is not known")
            return []
        }
        let deadline = MonotonicTime.now + .seconds(10)
        while true {
            let files = try FileManager.default.subpathsOfDirectory(atPath: "\(cluster)/mem").compactMap {
                path -> Int64? in
                guard path.contains("/.tmp_blocks/"), let block = path.split(separator: "-").last else {
                    return nil
                }
                return Int64(block).map { $0 >> 24 }
            }
            let kept = containers.intersection(files)
            if kept.isEmpty || MonotonicTime.now > deadline { return kept }
        }
    }
}

extension CutOutcome {
    fileprivate func hold() {
        #expect(surprise == nil, "\(upload)")
        #expect(error?.leftBehind == nil, "\(upload)")
        let codes: [AlluxioError.Code] =
            switch upload.how {
            case .throwing: [.local]
            case .deadline: [.timeout]
            case .relay(.stall): [.stalled, .timeout]
            case .relay: [.reset]
            }
        #expect(
            error.map { codes.contains($0.code) } == true, "\(upload): \(error.map { "\($0)" } ?? "no error")"
        )
        #expect(rewritten?.completed == true && rewritten?.length == Int64(CutUpload.size), "\(upload)")
        #expect(isContentRight, "\(upload)")
    }
}
