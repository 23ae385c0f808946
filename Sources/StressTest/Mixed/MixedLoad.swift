import Alluxio
import Measurement
import OSThreads

/// `mixed`: some processes of a node write, and the others read what is stored, at the same time.
///
/// Where each process goes on by itself, those that read are told at once what those of their own node have stored. In
/// iterations they read what all nodes had stored when the iteration began.
public struct MixedLoad {
    private let plan: MixedPlan
    private let state: RunState
    private let writing: WriteLoad
    /// Tells the other nodes what this one has stored, and is told what they have: of all nodes, in an order that is the same
    /// on all of them. Called once at the beginning of each iteration.
    private let exchange: (_ iteration: Int, _ own: StoredFiles) -> [StoredFiles]

    /// - Parameter record: where it is written down what is stored.
    public init(_ plan: MixedPlan, record: RecordFile? = nil, state: RunState) {
        self.init(plan, record: record, state: state) { iteration, own in
            state.nodes?.exchange(own, in: iteration, unless: { state.isEnded }) ?? [own]
        }
    }

    /// - Parameter exchange: of nodes that know of each other by something else than a launcher.
    public init(
        _ plan: MixedPlan, record: RecordFile? = nil, state: RunState,
        exchange: @escaping (_ iteration: Int, _ own: StoredFiles) -> [StoredFiles]
    ) {
        self.exchange = exchange
        self.plan = plan
        self.state = state
        writing = WriteLoad(plan.writing, record: record, state: state)
    }

    /// Runs to the last iteration, or to what ends it.
    ///
    /// - Throws: `NotStarted` where nothing was written; `SystemError` where there are not threads enough.
    public func run(progress: @escaping (Int, IterationRecord) -> Void) throws {
        try writing.withNodeFolder { folder in
            switch plan.writing.length {
            case .duration: try goOn(folder, progress)
            case .iterations: try iterate(folder, progress)
            }
        }
    }

    private func goOn(
        _ folder: WriteLoad.ReadyFolder, _ progress: @escaping (Int, IterationRecord) -> Void
    ) throws {
        let standing = StandingFiles()
        let writer = writing.makeProcess(in: folder, answered: nil)
        try loop(
            { [plan, state, dialect = folder.dialect] number in
                guard number >= plan.writing.processes else {
                    return StandingWriter(writer(number), number: number, standing)
                }
                return StandingReader(plan, number: number, standing, state, dialect)
            }, from: folder.start, before: { _ in }, after: { _ in }, progress)
    }

    private func iterate(
        _ folder: WriteLoad.ReadyFolder, _ progress: @escaping (Int, IterationRecord) -> Void
    ) throws {
        let inSight = Monitor<GenerationInSight?>(nil)
        let answered = AnsweredFiles()
        let writer = writing.makeProcess(in: folder, answered: answered)
        var stored: [StoredFiles.File] = []
        try loop(
            { [plan, state, dialect = folder.dialect] number in
                guard number >= plan.writing.processes else { return GenerationWriter(writer(number)) }
                return GenerationReader(plan, number: number, inSight, state, dialect)
            },
            from: folder.start,
            before: { iteration in
                let generation = Generation(
                    exchange(iteration, plan.stored(stored)), own: plan.writing.layout.node)
                let statuses = lookUp(generation, iteration, folder.clients)
                inSight.withLock {
                    $0 = GenerationInSight(generation: generation, statuses: statuses)
                }
            },
            after: { iteration in
                stored = writing.confirmation.confirm(answered.take(), iteration, folder.clients)
            }, progress)
    }

    private func loop(
        _ makeProcess: @escaping @Sendable (Int) -> any LoadProcess, from start: MonotonicTime?,
        before: @escaping (Int) -> Void,
        after: @escaping (Int) -> Void, _ progress: @escaping (Int, IterationRecord) -> Void
    ) throws {
        let loop = LoadLoop(
            length: plan.writing.length, pace: plan.writing.pace,
            files: plan.processes * plan.filesOfAnIteration, start: start, state: state,
            makeProcess: { MixedProcess(role: makeProcess($0)) },
            before: {
                before($0)
                return true
            }, after: after, progress: progress)
        try loop.run()
    }

    /// Looks up what is to be read. Where that fails nothing can be said of a read, so none is made in that iteration.
    private func lookUp(_ generation: Generation, _ iteration: Int, _ clients: CoordinatorClients)
        -> Statuses?
    {
        var tries = Tries(state, state.coordinator, seed: UInt64(iteration))
        do throws(AlluxioError) {
            return try tries.run { () throws(AlluxioError) in
                try clients.look { client throws(AlluxioError) in
                    try Statuses(plan.lookUps(generation, in: iteration), client)
                }
            }
        } catch {
            state.coordinator.record(error, iteration: iteration)
            return nil
        }
    }
}

/// One process of `mixed`, of either kind.
private struct MixedProcess: LoadProcess {
    var role: any LoadProcess

    var files: Int { role.files }
    var isHalted: Bool { role.isHalted }
    mutating func prepare(_ files: Range<Int>, _ iteration: Int) { role.prepare(files, iteration) }
    mutating func perform(_ file: Int, _ iteration: Int, due: MonotonicTime?) -> Bool {
        role.perform(file, iteration, due: due)
    }
    mutating func confirm(_ file: Int, _ iteration: Int) { role.confirm(file, iteration) }
}
