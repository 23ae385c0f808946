import Alluxio

/// One number of a result, by the name that the result's file has it under.
public struct RequiredFigure: Sendable, Equatable {
    private enum Source: Sendable, Equatable {
        case total(Total)
        case operation(Operation, Series, Statistic)
    }

    /// Which latencies of an operation.
    private enum Series: String, CaseIterable {
        case latency, latencyOfErrors, service
    }

    private enum Statistic: String, CaseIterable {
        case count, errors, bytes, min, mean, p50, p90, p99, p999, max

        var unit: FigureUnit {
            switch self {
            case .count, .errors: .count
            case .bytes: .bytes
            default: .seconds
            }
        }
    }

    private enum Total: String, CaseIterable {
        case seconds, elapsed, files, bytes, bytesMoved, bytesPerSecond, filesPerSecond, errorCount,
            findingCount
        case retries, unsettled, checkedFiles, checkedBytes, uncheckedFiles, clientCPUSeconds,
            peakResidentBytes

        var unit: FigureUnit {
            switch self {
            case .seconds, .elapsed, .clientCPUSeconds: .seconds
            case .bytes, .bytesMoved, .checkedBytes, .peakResidentBytes: .bytes
            case .bytesPerSecond: .bytesPerSecond
            default: .count
            }
        }
    }

    public let name: String
    public let unit: FigureUnit
    private let source: Source

    /// A total as `errorCount`, or of an operation as `read-file.p99`, `read-file.service.p99` or `write.errors`.
    init(_ name: Substring) throws(Requirement.Flaw) {
        self.name = String(name)
        let parts = name.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        if parts.count == 1, let total = Total(rawValue: parts[0]) {
            (source, unit) = (.total(total), total.unit)
            return
        }
        guard let operation = Operation(rawValue: parts[0]), (2...3).contains(parts.count) else {
            throw Requirement.Flaw(
                description:
                    "'\(name)' is no figure of a result: it may be \(Self.names(Total.self)), or an operation's as read-file.p99"
            )
        }
        let series = parts.count == 3 ? Series(rawValue: parts[1]) : .latency
        guard let series, let statistic = Statistic(rawValue: parts[parts.count - 1]),
            parts.count == 2 || statistic.unit == .seconds
        else {
            throw Requirement.Flaw(
                description:
                    "'\(name)' is no figure of an operation: \(operation) has \(Self.names(Statistic.self)), and times of \(Self.names(Series.self)) as \(operation).service.p99"
            )
        }
        (source, unit) = (.operation(operation, series, statistic), statistic.unit)
    }

    private static func names<Name: CaseIterable & RawRepresentable<String>>(_: Name.Type) -> String {
        Name.allCases.map(\.rawValue).joined(separator: " ")
    }

    /// What it is in a result; nil where there is none.
    func value(in result: ResultDocument) -> Double? {
        switch source {
        case .total(let total): Self.value(of: total, in: result.totals)
        case .operation(let operation, let series, let statistic):
            result.operations[operation.rawValue].flatMap { Self.value(of: statistic, series, in: $0) }
                ?? (statistic.unit == .seconds ? nil : 0)
        }
    }

    private static func value(of total: Total, in totals: ResultDocument.Totals) -> Double? {
        switch total {
        case .seconds: totals.seconds
        case .elapsed: totals.elapsed
        case .files: Double(totals.files)
        case .bytes: Double(totals.bytes)
        case .bytesMoved: Double(totals.bytesMoved)
        case .bytesPerSecond: totals.bytesPerSecond
        case .filesPerSecond: totals.filesPerSecond
        case .errorCount: Double(totals.errorCount)
        case .findingCount: Double(totals.findingCount)
        case .retries: Double(totals.retries)
        case .unsettled: Double(totals.unsettled)
        case .uncheckedFiles: Double(totals.uncheckedFiles)
        case .checkedFiles: Double(totals.checkedFiles)
        case .checkedBytes: Double(totals.checkedBytes)
        case .clientCPUSeconds: totals.clientCPUSeconds
        case .peakResidentBytes: Double(totals.peakResidentBytes)
        }
    }

    private static func value(
        of statistic: Statistic, _ series: Series, in operation: ResultDocument.Operation
    ) -> Double? {
        let times =
            switch series {
            case .latency: operation.latency
            case .latencyOfErrors: operation.latencyOfErrors
            case .service: operation.service
            }
        return switch statistic {
        case .count: Double(operation.count)
        case .errors: Double(operation.errors)
        case .bytes: Double(operation.bytes)
        case .min: times?.min
        case .mean: times?.mean
        case .p50: times?.p50
        case .p90: times?.p90
        case .p99: times?.p99
        case .p999: times?.p999
        case .max: times?.max
        }
    }
}
