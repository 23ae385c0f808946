import Alluxio
import OSThreads

/// One process of `mixed` that writes, iteration by iteration: by turns the first and the second half of its files, so that
/// what the one before stored stays as it is while it is read.
struct GenerationWriter: LoadProcess {
    private var writing: WriteProcess

    init(_ writing: WriteProcess) { self.writing = writing }

    var files: Int { writing.files / 2 }
    var isHalted: Bool { writing.isHalted }

    /// The first of its files in an iteration.
    private func first(_ iteration: Int) -> Int { iteration.isMultiple(of: 2) ? files : 0 }

    mutating func prepare(_ range: Range<Int>, _ iteration: Int) {
        let first = first(iteration)
        writing.prepare(first + range.lowerBound..<first + range.upperBound, iteration)
    }

    mutating func perform(_ file: Int, _ iteration: Int, due: MonotonicTime?) -> Bool {
        writing.perform(first(iteration) + file, iteration, due: due)
    }

    /// All files of an iteration are made sure of together.
    mutating func confirm(_ file: Int, _ iteration: Int) {}
}

/// What the readers of an iteration go by.
struct GenerationInSight: Sendable {
    var generation: Generation
    /// Nil where they could not be looked up: nothing can then be said of a read.
    var statuses: Statuses?
}

/// One process of `mixed` that reads, iteration by iteration, what all nodes had stored when it began.
struct GenerationReader: LoadProcess {
    private let plan: MixedPlan
    private let number: Int
    private let inSight: Monitor<GenerationInSight?>
    private let reading: FileReading
    private var own: [FileToRead?]

    init(
        _ plan: MixedPlan, number: Int, _ inSight: Monitor<GenerationInSight?>, _ state: RunState,
        _ dialect: Dialect
    ) {
        self.plan = plan
        self.number = number
        self.inSight = inSight
        reading = plan.reading(ofProcess: number, state, dialect)
        own = Array(repeating: nil, count: plan.filesOfAnIteration)
    }

    var files: Int { own.count }
    /// Reading leaves nothing in doubt.
    var isHalted: Bool { false }

    mutating func prepare(_ range: Range<Int>, _ iteration: Int) {
        let sight = inSight.withLock { $0 }
        for index in range { own[index] = sight.flatMap { file(index, iteration, $0) } }
        do throws(AlluxioError) { _ = try reading.connection.ready() } catch {
            // None of them can be tried.
            for index in range where own[index] != nil {
                own[index] = nil
                reading.recorder.record(error, iteration: iteration, proxy: reading.connection.proxy)
            }
        }
    }

    private func file(_ index: Int, _ iteration: Int, _ sight: GenerationInSight) -> FileToRead? {
        guard let statuses = sight.statuses,
            let (stored, file) = plan.file(index, ofReader: number, sight.generation, iteration),
            var toRead = FileToRead(
                file, of: stored, plan.writing.layout, place: FileNumber(process: number, file: index))
        else { return nil }
        toRead.status = statuses[toRead.target]
        return toRead
    }

    mutating func perform(_ index: Int, _ iteration: Int, due: MonotonicTime?) -> Bool {
        guard let file = own[index] else { return false }
        return reading.perform(file, iteration, due: due)
    }

    /// A file that was read is done.
    func confirm(_ file: Int, _ iteration: Int) {}
}

extension MixedPlan {
    /// What a process that reads has as one of its files in an iteration; nil where nothing is stored yet.
    fileprivate func file(_ index: Int, ofReader process: Int, _ generation: Generation, _ iteration: Int)
        -> (of: StoredFiles, file: StoredFiles.File)?
    {
        generation.file(
            at: (process - writing.processes) * filesOfAnIteration + index,
            of: readers * filesOfAnIteration, run: writing.run, iteration: iteration)
    }

    /// What must be looked up for an iteration's readers.
    func lookUps(_ generation: Generation, in iteration: Int) -> [Statuses.LookUp] {
        var read: [NodeName: Set<FileNumber>] = [:]
        for process in writing.processes..<processes {
            for index in 0..<filesOfAnIteration {
                guard let (stored, file) = file(index, ofReader: process, generation, iteration) else {
                    continue
                }
                read[stored.node, default: []].insert(file.number)
            }
        }
        return read.sorted { $0.key.description < $1.key.description }.map {
            Statuses.LookUp(layout: writing.layout.of($0.key), files: $0.value)
        }
    }
}
