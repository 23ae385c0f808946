import Report

/// The files that a result is written to.
struct ResultFiles: Sendable {
    var json: OutputFile?
    var html: OutputFile?
    /// Of a run on many nodes this one's own result, as JSON; the others are then of them all.
    var jsonOfNode: OutputFile?
    /// Kept while the run goes on.
    var intervalLog: IntervalLogFile?

    /// Those that are files: what is written to them later takes the place of what was.
    var replaceable: ResultFiles {
        ResultFiles(
            json: json.flatMap { $0.isReplaceable ? $0 : nil },
            html: html.flatMap { $0.isReplaceable ? $0 : nil })
    }

    /// The others: pipes, devices and standard output, which may have to be waited for.
    var streams: ResultFiles {
        ResultFiles(
            json: json.flatMap { $0.isReplaceable ? nil : $0 },
            html: html.flatMap { $0.isReplaceable ? nil : $0 })
    }

    /// What is kept while the run goes on.
    var log: ResultFiles { ResultFiles(intervalLog: intervalLog) }

    /// The file of this node's own result, where it is one: not what a run on many nodes has for them all.
    var ofThisNode: ResultFiles {
        ResultFiles(json: (jsonOfNode ?? json).flatMap { $0.isReplaceable ? $0 : nil })
    }

    /// Writes this node's own result; why it could not be.
    func writeOfNode(_ result: ResultDocument) -> [any Error] {
        ResultFiles(json: jsonOfNode).write(result)
    }

    /// Writes the result to each, under its name at once; why it could not be, for each that it could not be written to.
    func write(_ result: ResultDocument) -> [any Error] {
        var errors: [any Error] = []
        func attempt(_ body: () throws -> Void) {
            do { try body() } catch { errors.append(error) }
        }
        attempt { try json?.write(result.encoded()) }
        attempt { try html?.write(HTMLReport(result).bytes) }
        attempt { try intervalLog?.end() }
        return errors
    }
}
