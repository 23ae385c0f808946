/// The stretches of time that the spans of several results are.
struct Spans {
    private struct Span {
        var result: Int
        var start: Double
        var end: Double
    }

    /// How long at least one was within a span; of one result what it says itself.
    let seconds: Double
    /// How long all were that had one.
    let secondsOfAll: Double

    init(_ results: [ResultDocument]) {
        let spans = results.enumerated().flatMap { Self.spans($1, number: $0) }
        if results.count == 1 {
            seconds = results[0].totals.seconds
            secondsOfAll = seconds
            return
        }
        let all = Set(spans.map(\.result)).count
        // Where one begins or ends, and by how many more it is then within one.
        let edges = spans.flatMap { [(time: $0.start, result: $0.result, more: 1), ($0.end, $0.result, -1)] }
            .sorted { ($0.time, $0.more) < ($1.time, $1.more) }
        var within: [Int: Int] = [:]
        var (ofAny, ofAll, last) = (0.0, 0.0, 0.0)
        for edge in edges {
            if !within.isEmpty { ofAny += edge.time - last }
            if within.count == all { ofAll += edge.time - last }
            let count = (within[edge.result] ?? 0) + edge.more
            within[edge.result] = count == 0 ? nil : count
            last = edge.time
        }
        (seconds, secondsOfAll) = (ofAny, ofAll)
    }

    private static func spans(_ result: ResultDocument, number: Int) -> [Span] {
        var spans = result.iterations.map {
            Span(result: number, start: $0.start, end: $0.start + $0.seconds)
        }
        // A signal came within one, which then has no iteration.
        let rest = result.totals.seconds - result.iterations.reduce(0) { $0 + $1.seconds }
        let ended = result.started + result.totals.elapsed
        if rest > 1e-6 { spans.append(Span(result: number, start: ended - rest, end: ended)) }
        return spans.filter { $0.end > $0.start }
    }
}
