import StressTest

/// Results of one command on several nodes, added up to one result.
///
/// They come in the order of their nodes' numbers, where they have numbers.
///
/// Counts, bytes and histograms are summed, so that percentiles are those of all operations together. Times are laid side by
/// side by the nodes' clocks, or where all began by a proxy's clock by that:
///
/// - `seconds` is the time in which at least one node was within a span. Where nodes run at the same time it is what passed
///   from the first of a span to the last of it, and no second counts twice where their iterations don't keep step.
/// - An iteration is the nodes' iterations of its number: from the first start to the last end, its skew from the
///   first process's release on any node to the last's.
/// - `firstDone` is unknown, since no node knows what the others had done by then.
///
/// The verdict is the worst: `fail` where one failed, or did not start while others did, or where a node lacks that was to
/// take part.
public struct ResultMerge {
    /// Nodes that begin together by their clocks may well be half a second apart, and end so: in a span that is no longer than
    /// this that is a tenth of it, and says nothing of a load.
    private static let shortestLoad: Double = 5
    private static let loads: Set<String> = ["parallel-write", "parallel-read", "mixed"]

    private let results: [ResultDocument]
    private let nodes: [ResultDocument.Node]
    private let first: ResultDocument
    /// What each is called, so that they can be told apart.
    private let names: [String]
    private let operations: [String: ResultDocument.Operation]
    private let warmup: ResultDocument.WarmUp?
    private let intervals: [ResultDocument.Interval]
    private let lost: Set<String>

    /// - Parameters:
    ///   - results: with the name of the file of each.
    ///   - lost: nodes, as `node 3`, of which the caller tells that they were lost: what others say of that is left out.
    /// - Throws: where they are of different commands, where one is there twice, by itself or within a sum, or where one lacks what percentiles are made of.
    public init(_ results: [(file: String, result: ResultDocument)], lost: Set<String> = [])
        throws(UnmergeableResults)
    {
        let inOrder = NodeOrder(results).results
        guard let first = inOrder.first else {
            throw UnmergeableResults(description: "there is no result to add up")
        }
        for other in inOrder where other.result.command != first.result.command {
            throw UnmergeableResults(
                description: "\(first.file) is of \(first.result.command) and \(other.file) of"
                    + " \(other.result.command): only results of one command can be added up")
        }
        try Self.checkEachOnce(inOrder)
        self.lost = lost
        names = Self.names(inOrder)
        nodes = inOrder.flatMap { $0.result.isMerged ? $0.result.nodes : [ResultDocument.Node($0.result)] }
        let moved = inOrder.map(\.result).byOneClock
        let results = zip(inOrder, moved).map { (file: $0.file, result: $1) }
        self.first = moved[0]
        self.results = moved
        operations = try MergedOperations(results.map { ($0.file, $0.result.operations) }).operations
        warmup = try Self.warmup(results)
        intervals = try MergedIntervals(results.map { ($0.file, $0.result.intervals) }).intervals
    }

    /// That no run of a node is in two of them.
    private static func checkEachOnce(_ results: [(file: String, result: ResultDocument)])
        throws(UnmergeableResults)
    {
        var earlierOfHost: [String: [(file: String, node: ResultDocument.Node)]] = [:]
        for (file, result) in results {
            let nodes = result.nodes.isEmpty ? [ResultDocument.Node(result)] : result.nodes
            for node in nodes {
                if let other = earlierOfHost[node.host]?.first(where: { $0.node == node }) {
                    throw UnmergeableResults(
                        description:
                            "\(other.file) and \(file) both have run \(node.run) of \(node.host): each can be added up once"
                    )
                }
                earlierOfHost[node.host, default: []].append((file, node))
            }
        }
    }

    private static func warmup(_ results: [(file: String, result: ResultDocument)])
        throws(UnmergeableResults) -> ResultDocument.WarmUp?
    {
        let warmups = results.compactMap { file, result in result.warmup.map { (file, $0) } }
        guard var sum = warmups.first?.1 else { return nil }
        for (_, warmup) in warmups.dropFirst() { try sum.add(warmup) }
        sum.operations = try MergedOperations(warmups.map { ($0, $1.operations) }).operations
        return sum
    }

    /// By `--node`, or else the machine, or else the file: by what no two of them share.
    private static func names(_ results: [(file: String, result: ResultDocument)]) -> [String] {
        let choices: [[String?]] = [
            results.map { $0.result.options["node"] }, results.map { $0.result.client.host },
        ]
        let distinct = choices.map { $0.compactMap { $0 } }.first { Set($0).count == results.count }
        return distinct ?? results.map(\.file)
    }

    /// All of them as one.
    public var document: ResultDocument {
        get throws(UnmergeableResults) { try sum() }
    }

    private func sum() throws(UnmergeableResults) -> ResultDocument {
        let started = results.map(\.started).min() ?? first.started
        let ended = results.map { $0.started + $0.totals.elapsed }.max() ?? started
        let verdict = MergedVerdict(zip(names, results), AbsentNodes(results), lost: lost)
        let spans = Spans(results)
        var (totals, readFrom) = (first.totals, first.readFrom)
        for other in results.dropFirst() {
            try totals.add(other.totals)
            try readFrom.add(other.readFrom)
        }
        totals.seconds = spans.seconds
        totals.elapsed = ended - started
        totals.bytesPerSecond = totals.seconds > 0 ? Double(totals.bytes) / totals.seconds : nil
        totals.firstDone = results.count == 1 ? totals.firstDone : nil
        let rates = zip(names, results).flatMap { name, result in
            [result.totals.slowest, result.totals.fastest].compactMap { $0?.ofNode(name) }
        }
        totals.slowest = rates.min { $0.bytesPerSecond < $1.bytesPerSecond }
        totals.fastest = rates.max { $0.bytesPerSecond < $1.bytesPerSecond }
        let findings = try MergedFindings(results).findings

        var merged = first
        merged.run = results.allSatisfy { $0.run == first.run } ? first.run : 0
        merged.seed = results.allSatisfy { $0.seed == first.seed } ? first.seed : 0
        merged.started = started
        merged.interrupted = results.contains(where: \.interrupted)
        merged.finished = results.allSatisfy(\.finished)
        merged.clockOffset = results.count == 1 ? first.clockOffset : nil
        merged.options = options
        merged.client = try client()
        merged.server = server
        merged.verdict = verdict.verdict
        merged.reason = verdict.reason
        merged.content = content
        merged.totals = totals
        merged.operations = operations
        merged.errors = try MergedFailures(zip(names, results.map(\.errors))).failures
        merged.ignored = try ignored()
        merged.findings = findings
        merged.findingsOmitted = totals.findingCount - findings.count
        merged.runs = try runs()
        merged.readFrom = readFrom
        merged.left = results.flatMap(\.left)
        merged.warnings = warnings + warning(spans)
        merged.warmup = warmup
        merged.pace = try pace(seconds: totals.seconds)
        merged.requirements = zip(names, results).flatMap { name, result in
            result.requirements.map { $0.ofNode(name) }
        }
        merged.intervals = intervals
        merged.iterations = try MergedIterations(results).iterations
        merged.processes = zip(names, results).flatMap { name, result in
            result.processes.map { $0.ofNode(name, from: result.intervals.first?.start) }
        }
        merged.nodes = nodes
        return merged
    }

    private var warnings: [String] {
        zip(names, results).flatMap { name, result in
            result.isMerged ? result.warnings : result.warnings.map { "node \(name): \($0)" }
        }
    }

    /// Of a load whose nodes were not at work at the same time.
    private func warning(_ spans: Spans) -> [String] {
        guard Self.loads.contains(first.command), spans.seconds >= Self.shortestLoad,
            spans.secondsOfAll < 0.9 * spans.seconds
        else { return [] }
        let (all, any) = (Numbers.time(spans.secondsOfAll), Numbers.time(spans.seconds))
        return [
            "all nodes were at work at once in \(all) of \(any): what the sum does a second is less than what they do"
                + " together"
        ]
    }

    /// None where one had none: then there is no rate that all were to hold.
    private func pace(seconds: Double) throws(UnmergeableResults) -> ResultDocument.Pace? {
        let paces = results.compactMap(\.pace)
        guard var sum = paces.first, paces.count == results.count else { return nil }
        for pace in paces.dropFirst() { try sum.add(pace) }
        sum.achieved = seconds > 0 ? Double(sum.begun) / seconds : nil
        return sum
    }

    /// Each option with every value that held somewhere, each on a line of its own.
    private var options: [String: String] {
        results.dropFirst().reduce(into: first.options) { options, result in
            options.merge(result.options) { $0.addingLines(of: $1) }
        }
    }

    private func client() throws(UnmergeableResults) -> ResultDocument.Client {
        var cpus: [String: Int] = [:]
        for client in results.map(\.client) { cpus[client.host] = max(client.cpus, cpus[client.host] ?? 0) }
        var all = 0
        for cpus in cpus.values { try all.add(cpus) }
        let hosts = results.map(\.client.host).distinct
        return ResultDocument.Client(host: hosts.joined(separator: ", "), cpus: all)
    }

    private var server: ResultDocument.Server {
        let versions = results.compactMap(\.server.version).distinct
        return ResultDocument.Server(
            proxies: results.flatMap(\.server.proxies).distinct,
            version: versions.isEmpty ? nil : versions.joined(separator: ", "))
    }

    private var content: RunResult.Content {
        results.allSatisfy { $0.content == first.content } ? first.content : .partly
    }

    private func ignored() throws(UnmergeableResults) -> ResultDocument.Ignored {
        var findings: [String: Int] = [:]
        for (kind, count) in results.flatMap(\.ignored.findings) { try findings[kind, default: 0].add(count) }
        return ResultDocument.Ignored(
            errors: try MergedFailures(zip(names, results.map(\.ignored.errors))).failures, findings: findings
        )
    }

    private func runs() throws(UnmergeableResults) -> [ResultDocument.Run] {
        var byNumber: [UInt32: ResultDocument.Run] = [:]
        for run in results.flatMap(\.runs) {
            byNumber[run.run] = try byNumber[run.run]?.merged(with: run) ?? run
        }
        return byNumber.values.sorted { $0.run < $1.run }
    }
}

extension ResultDocument {
    /// Whether it is the sum of several.
    var isMerged: Bool { !nodes.isEmpty }
}

extension Array where Element: Hashable {
    /// Each once, in the order in which they first come.
    var distinct: [Element] {
        var seen = Set<Element>()
        return filter { seen.insert($0).inserted }
    }
}

extension String {
    /// These lines and those of the other that are not among them.
    fileprivate func addingLines(of other: String) -> String {
        let lines = [self, other].flatMap { $0.split(separator: "\n", omittingEmptySubsequences: false) }
        return lines.distinct.joined(separator: "\n")
    }
}
