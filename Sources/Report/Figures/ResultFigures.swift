/// All figures of a result in one list, in the order of its parts.
struct ResultFigures {
    private let result: ResultDocument

    init(_ result: ResultDocument) { self.result = result }

    var all: [Figure] {
        [run, totals].flatMap(\.figures) + operations + errors + warmup + pace + requirements + iterations
            + intervals + processes + nodes
    }

    private var run: FigureList {
        var list = FigureList("run")
        list.add("command", text: result.command)
        list.add("version", text: result.version)
        list.add("run", Int64(result.run))
        list.add("started", result.started, .moment)
        list.add("host", text: result.client.host)
        list.add("cpus", result.client.cpus)
        list.add("serverVersion", text: result.server.version)
        list.add("verdict", text: result.verdict.rawValue)
        list.add("reason", text: result.reason)
        list.add("interrupted", result.interrupted ? 1 : 0)
        list.add("finished", result.finished ? 1 : 0)
        list.add("clockOffset.ahead", result.clockOffset?.ahead, .seconds)
        list.add("clockOffset.uncertainty", result.clockOffset?.uncertainty, .seconds)
        list.add("content", text: result.content.rawValue)
        return list
    }

    private var totals: FigureList {
        let totals = result.totals
        var list = FigureList("totals")
        list.add("seconds", totals.seconds, .seconds)
        list.add("elapsed", totals.elapsed, .seconds)
        list.add("files", totals.files)
        list.add("bytes", totals.bytes, .bytes)
        list.add("bytesMoved", totals.bytesMoved, .bytes)
        list.add("filesPerSecond", totals.filesPerSecond, .perSecond)
        list.add("bytesPerSecond", totals.bytesPerSecond, .bytesPerSecond)
        list.add("errorCount", totals.errorCount)
        list.add("findingCount", totals.findingCount)
        list.add("retries", totals.retries)
        list.add("unsettled", totals.unsettled)
        list.add("checkedFiles", totals.checkedFiles)
        list.add("checkedBytes", totals.checkedBytes, .bytes)
        list.add("uncheckedFiles", totals.uncheckedFiles)
        list.add("clientCPUSeconds", totals.clientCPUSeconds, .seconds)
        list.add("peakResidentBytes", totals.peakResidentBytes, .bytes)
        list.add("firstDone.seconds", totals.firstDone?.seconds, .seconds)
        list.add("firstDone.files", totals.firstDone?.files)
        list.add("firstDone.bytesMoved", totals.firstDone?.bytesMoved, .bytes)
        list.add("firstDone.bytesPerSecond", totals.firstDone?.bytesPerSecond, .bytesPerSecond)
        list.add("slowest.bytesPerSecond", totals.slowest?.bytesPerSecond, .bytesPerSecond)
        list.add("fastest.bytesPerSecond", totals.fastest?.bytesPerSecond, .bytesPerSecond)
        return list
    }

    private var operations: [Figure] { Self.figures("operations", result.operations) }

    private static func figures(_ section: String, _ operations: [String: ResultDocument.Operation])
        -> [Figure]
    {
        operations.sorted { $0.key < $1.key }.flatMap { name, operation in
            var list = FigureList(section, name)
            list.add("count", operation.count)
            list.add("errors", operation.errors)
            list.add("bytes", operation.bytes, .bytes)
            list.add("latency", operation.latency)
            list.add("latencyOfErrors", operation.latencyOfErrors)
            list.add("service", operation.service)
            return list.figures
        }
    }

    private var errors: [Figure] {
        result.errors.flatMap { failure in
            var list = FigureList("errors", failure.name)
            list.add("count", failure.count)
            list.add("first.time", failure.first.time, .moment)
            list.add("lastTime", failure.lastTime, .moment)
            list.add("first.message", text: failure.first.message)
            return list.figures
        }
    }

    private var warmup: [Figure] {
        guard let warmup = result.warmup else { return [] }
        var list = FigureList("warmup")
        list.add("seconds", warmup.seconds, .seconds)
        list.add("files", warmup.files)
        list.add("bytes", warmup.bytes, .bytes)
        list.add("bytesMoved", warmup.bytesMoved, .bytes)
        list.add("errorCount", warmup.errorCount)
        list.add("findingCount", warmup.findingCount)
        return list.figures + Self.figures("warmup.operations", warmup.operations)
    }

    private var pace: [Figure] {
        guard let pace = result.pace else { return [] }
        var list = FigureList("pace")
        list.add("rate", pace.rate, .perSecond)
        list.add("achieved", pace.achieved, .perSecond)
        list.add("due", pace.due)
        list.add("begun", pace.begun)
        list.add("behind", pace.behind)
        return list.figures
    }

    private var requirements: [Figure] {
        result.requirements.flatMap { requirement in
            var list = FigureList("requirements", named(requirement.requirement, of: requirement.node))
            list.add("value", requirement.value, requirement.unit.ofFigure)
            list.add("met", requirement.met ? 1 : 0)
            return list.figures
        }
    }

    private var iterations: [Figure] {
        result.iterations.enumerated().flatMap { number, iteration in
            var list = FigureList("iterations", "\(number + 1)")
            list.add("start", iteration.start, .moment)
            list.add("seconds", iteration.seconds, .seconds)
            list.add("files", iteration.files)
            list.add("bytes", iteration.bytes, .bytes)
            list.add("errors", iteration.errors)
            list.add("skew", iteration.skew, .seconds)
            list.add("iterations", iteration.iterations)
            return list.figures
        }
    }

    private var intervals: [Figure] {
        result.intervals.enumerated().flatMap { number, interval in
            var list = FigureList("intervals", "\(number + 1)")
            list.add("start", interval.start, .moment)
            list.add("seconds", interval.seconds, .seconds)
            list.add("files", interval.files)
            list.add("bytesMoved", interval.bytesMoved, .bytes)
            list.add("errors", interval.errors)
            list.add("latency", interval.latency)
            return list.figures
        }
    }

    private var processes: [Figure] {
        result.processes.flatMap { process in
            var list = FigureList("processes", process.name)
            list.add("files", process.files)
            list.add("bytes", process.bytes, .bytes)
            list.add("bytesMoved", process.bytesMoved, .bytes)
            list.add("bytesPerSecond", process.bytesPerSecond, .bytesPerSecond)
            list.add("errorCount", process.errorCount)
            list.add("findingCount", process.findingCount)
            list.add("latency", process.latency)
            return list.figures
        }
    }

    private var nodes: [Figure] {
        result.nodes.flatMap { node in
            var list = FigureList("nodes", named(node.host, of: node.node))
            list.add("verdict", text: node.verdict.rawValue)
            list.add("reason", text: node.reason)
            list.add("started", node.started, .moment)
            list.add("seconds", node.seconds, .seconds)
            list.add("files", node.files)
            list.add("bytes", node.bytes, .bytes)
            list.add("bytesPerSecond", node.bytesPerSecond, .bytesPerSecond)
            list.add("errorCount", node.errorCount)
            list.add("findingCount", node.findingCount)
            list.add("clientCPUSeconds", node.clientCPUSeconds, .seconds)
            list.add("peakResidentBytes", node.peakResidentBytes, .bytes)
            return list.figures
        }
    }

    private func named(_ name: String, of node: String?) -> String { node.map { "\($0)/\(name)" } ?? name }
}
