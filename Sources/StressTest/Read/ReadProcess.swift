import Alluxio
import OSThreads

/// One process of `parallel-read`.
struct ReadProcess: LoadProcess {
    private let plan: ReadPlan
    private let number: Int
    private let recorder: Recorder
    private let statuses: IterationStatuses
    private let reading: FileReading
    private var own: [File]

    /// One of the files that the process reads, in an iteration.
    private struct File {
        var toRead: FileToRead
        var isReady = false

        init(_ plan: ReadPlan, place: FileNumber, _ target: ReadTarget) {
            toRead = FileToRead(target, place: place, plan.expectation(of: target, status: nil))
        }
    }

    init(_ plan: ReadPlan, number: Int, state: RunState, statuses: IterationStatuses, dialect: Dialect) {
        self.plan = plan
        self.number = number
        recorder = state.processes[number]
        self.statuses = statuses
        own = (0..<plan.source.filesOfAProcess).map {
            let place = plan.place($0, ofProcess: number, in: 1)
            return File(plan, place: place, plan.target(at: place, in: 1))
        }
        reading = FileReading(
            connection: ProcessConnection(plan.deployment, process: number, dialect, state),
            recorder: recorder, state: state, readType: plan.readType,
            timeout: plan.deployment.timeouts.file, copies: plan.copies)
    }

    var files: Int { own.count }
    /// Reading leaves nothing in doubt.
    var isHalted: Bool { false }

    mutating func prepare(_ range: Range<Int>, _ iteration: Int) {
        if range.isEmpty { _ = try? reading.connection.ready() }
        let looked = statuses.current
        for index in range {
            choose(index, iteration)
            note(looked?[own[index].toRead.target], of: index)
            own[index].isReady = isReady(own[index].toRead, iteration)
        }
    }

    /// The same file as in the iteration before is left as it is.
    private mutating func choose(_ index: Int, _ iteration: Int) {
        guard plan.source.changesFiles else { return }
        let place = plan.place(index, ofProcess: number, in: iteration)
        let target = plan.target(at: place, in: iteration)
        guard place != own[index].toRead.place || target != own[index].toRead.target else { return }
        own[index] = File(plan, place: place, target)
    }

    /// Works out anew what a file should hold only where its status is another than in the iteration before.
    private mutating func note(_ status: FileSummary?, of index: Int) {
        guard status != own[index].toRead.status else { return }
        own[index].toRead.status = status
        own[index].toRead.expected = plan.expectation(of: own[index].toRead.target, status: status)
    }

    private func isReady(_ file: FileToRead, _ iteration: Int) -> Bool {
        do {
            try plan.copies?.removeOld(file.place)
            _ = try reading.connection.ready()
            return true
        } catch let error as AlluxioError {
            recorder.record(error, iteration: iteration, proxy: reading.connection.proxy)
        } catch {
            recorder.record(
                local: "\(error)", operation: .localWrite, path: file.path.description, iteration: iteration)
        }
        return false
    }

    mutating func perform(_ index: Int, _ iteration: Int, due: MonotonicTime?) -> Bool {
        own[index].isReady && reading.perform(own[index].toRead, iteration, due: due)
    }

    /// A file that was read is done.
    func confirm(_ file: Int, _ iteration: Int) {}
}

extension ReadPlan {
    fileprivate func expectation(of target: ReadTarget, status: FileSummary?) -> Expectation {
        let number = target.node == nil ? nil : target.number
        return knowledge.expectation(at: target.path, of: target.node, number, status)
    }
}
