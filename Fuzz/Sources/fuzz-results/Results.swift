import Measurement
import Report

// `report`: an input is a row of files, as results are and the logs of `--hdr`; 0xff ends each. What can be read of them is
// shown in every format, held against each other and added up, and is the same when it is written and read again.

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    var results: [(file: String, result: ResultDocument)] = []
    for file in UnsafeBufferPointer(start: start, count: count).split(separator: 0xff).map(Array.init) {
        switch file.first {
        case UInt8(ascii: "#"), UInt8(ascii: "\""), UInt8(ascii: "T"): readLog(file)
        case 0x1c: readHistogram(file)
        default:
            let name = "\(results.count).json"
            if let result = read(file, name) { results.append((name, result)) }
        }
    }
    for (_, result) in results { show(result) }
    compare(results)
    merge(results)
    return 0
}

private func read(_ file: [UInt8], _ name: String) -> ResultDocument? {
    guard let result = try? ResultDocument(file, file: name) else { return nil }
    guard let written = try? result.encoded() else { fatalError("what was read can't be written") }
    guard let again = try? ResultDocument(written, file: name), again == result else {
        fatalError("what was written is another result")
    }
    for operation in result.operations.values {
        for document in [operation.histogram, operation.histogramOfErrors, operation.histogramOfService] {
            if let document, let histogram = try? Histogram(document) { check(histogram) }
        }
    }
    return result
}

private func show(_ result: ResultDocument) {
    for (isVerbose, width) in [(false, 80), (true, 120)] {
        let text = TextReport(result, isVerbose: isVerbose, width: width)
        _ = (text.summary + text.problems(within: 40) + [text.verdict]).map { $0.coloured() }
    }
    if HTMLReport(result).bytes.count > 16 << 20 { fatalError("a page of more than 16 MB") }
    _ = FigureTable([("one", result)]).bytes
}

private func compare(_ results: [(file: String, result: ResultDocument)]) {
    guard results.count > 1 else { return }
    let comparisons = results.dropFirst().map { Comparison(results[0], $0) }
    for comparison in comparisons { _ = ComparisonText(comparison).lines }
    if (try? Comparison.encoded(comparisons)) == nil { fatalError("a comparison that can't be written") }
    _ = FigureTable(results).bytes
}

private func merge(_ results: [(file: String, result: ResultDocument)]) {
    guard results.count > 1, let merged = try? ResultMerge(results).document else { return }
    show(merged)
    if (try? merged.encoded()) == nil { fatalError("a sum that can't be written") }
}

private func readLog(_ file: [UInt8]) {
    var reader = HistogramLogReader()
    guard let intervals = try? reader.readLines(String(decoding: file, as: UTF8.self)) else { return }
    let writer = HistogramLogWriter(startTime: reader.startTime ?? .zero)
    for interval in intervals {
        check(interval.histogram)
        _ = writer.line(interval)
    }
}

private func readHistogram(_ bytes: [UInt8]) {
    if let histogram = try? Histogram(encoded: bytes) { check(histogram) }
}

private func check(_ histogram: Histogram) {
    guard let again = try? Histogram(compressed: histogram.compressed()), again.count == histogram.count
    else {
        fatalError("a histogram that can't be written")
    }
    _ = [0, 0.5, 0.999, 1].map { histogram.percentile($0) }
    _ = (histogram.mean, PackedHistogram(histogram).histogram)
}
