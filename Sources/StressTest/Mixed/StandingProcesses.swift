import Alluxio
import OSThreads
import SelfDescribingData

/// One process of `mixed` that writes and goes on by itself: each file that it has made sure of may be read at once.
struct StandingWriter: LoadProcess {
    private var writing: WriteProcess
    private let number: Int
    private let standing: StandingFiles
    /// Which of its files is written.
    private var claimed: Int?
    private var next = 0

    init(_ writing: WriteProcess, number: Int, _ standing: StandingFiles) {
        self.writing = writing
        self.number = number
        self.standing = standing
    }

    var files: Int { writing.files }
    var isHalted: Bool { writing.isHalted }

    mutating func prepare(_ range: Range<Int>, _ iteration: Int) {
        guard !range.isEmpty else { return writing.prepare(range, iteration) }
        claimed = standing.claim(ofProcess: number, next: next, of: files)
        guard let claimed else { return }
        next = (claimed + 1) % files
        writing.prepare(claimed..<claimed + 1, iteration)
    }

    mutating func perform(_ file: Int, _ iteration: Int, due: MonotonicTime?) -> Bool {
        guard let claimed else { return false }
        return writing.perform(claimed, iteration, due: due)
    }

    mutating func confirm(_ file: Int, _ iteration: Int) {
        guard let claimed, let version = writing.confirmed(claimed, iteration) else { return }
        standing.store(FileNumber(process: number, file: claimed), version: version)
    }
}

/// One process of `mixed` that reads and goes on by itself: any of the files that are stored at that moment.
struct StandingReader: LoadProcess {
    private let plan: MixedPlan
    private let number: Int
    private let standing: StandingFiles
    private let reading: FileReading
    private let state: RunState
    private var random: UInt64
    /// What it holds, so that nobody replaces it.
    private var held: FileToRead?

    init(
        _ plan: MixedPlan, number: Int, _ standing: StandingFiles, _ state: RunState, _ dialect: Dialect
    ) {
        self.plan = plan
        self.number = number
        self.standing = standing
        self.state = state
        reading = plan.reading(ofProcess: number, state, dialect)
        random = Permutation.key(UInt64(plan.writing.run), UInt64(number))
    }

    /// In a lap as many as a process that writes.
    var files: Int { plan.writing.layout.filesOfAProcess }
    /// Reading leaves nothing in doubt.
    var isHalted: Bool { false }

    mutating func prepare(_ range: Range<Int>, _ iteration: Int) {
        guard !range.isEmpty else {
            _ = try? reading.connection.ready()
            return
        }
        guard let file = standing.take(draw: Mixing.next(&random)) else { return }
        held = inSight(file, place: FileNumber(process: number, file: range.lowerBound), iteration)
        if held == nil { standing.giveBack(file.number) }
    }

    /// The file with its status; nil, and said, where that could not be looked up.
    private func inSight(_ file: StoredFiles.File, place: FileNumber, _ iteration: Int) -> FileToRead? {
        guard
            var toRead = FileToRead(file, of: plan.stored([]), plan.writing.layout, place: place)
        else { return nil }
        var tries = Tries(state, reading.recorder, seed: random)
        do throws(AlluxioError) {
            let path = toRead.path
            toRead.status = try tries.run { () throws(AlluxioError) in try status(of: path) }
            return toRead
        } catch {
            reading.recorder.record(error, iteration: iteration, proxy: reading.connection.proxy)
            return nil
        }
    }

    /// Nil where there is no such file.
    private func status(of path: AlluxioPath) throws(AlluxioError) -> FileSummary? {
        let client = try reading.connection.ready()
        do {
            return try client.getStatus(path, as: FileSummary.self)
        } catch  where error.code == .notFound {
            return nil
        }
    }

    mutating func perform(_ index: Int, _ iteration: Int, due: MonotonicTime?) -> Bool {
        guard let file = held else { return false }
        held = nil
        defer { standing.giveBack(file.target.number) }
        return reading.perform(file, iteration, due: due)
    }

    /// A file that was read is done.
    func confirm(_ file: Int, _ iteration: Int) {}
}
