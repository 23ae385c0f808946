import Measurement
import OSThreads
import StressTest

/// The metrics of a run so far, in Prometheus's text format.
public struct RunMetrics {
    /// What Prometheus takes it for.
    public static let contentType = "text/plain; version=0.0.4; charset=utf-8"

    /// In microseconds; three a decade from 100 us to 1,000 s.
    private static let bounds: [Int64] = {
        let decades: [Int64] = [100, 1000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000]
        return decades.flatMap { [$0, 2 * $0, 5 * $0] } + [1_000_000_000]
    }()

    private let result: RunResult
    private let usage: ProcessUsage

    public init(_ result: RunResult, _ usage: ProcessUsage) {
        self.result = result
        self.usage = usage
    }

    public var text: String { (run + operations + data + client).map(\.text).joined() }

    private var run: [MetricFamily] {
        let (description, outcome) = (result.description, result.outcome)
        var info = MetricFamily("alluxio_stress_run_info", .gauge, help: "What runs, always 1.")
        info.add(
            1,
            [
                ("command", description.command), ("version", description.version),
                ("run", "\(description.run)"),
                ("node", description.options["node"] ?? ""),
            ])
        return [
            info,
            one("processes", .gauge, "Client processes of the run.", result.processes.count),
            one(
                "warming_up", .gauge,
                "1 during a warm-up, of which only errors, findings and checked files are counted; else 0.",
                result.warmUp?.isUnderWay == true ? 1 : 0),
            one("span_seconds_total", .counter, "Seconds of the spans so far.", result.seconds),
            one(
                "files_total", .counter, "Files that succeeded: stored, or come whole; none of a warm-up.",
                outcome.files),
            one(
                "file_bytes_total", .counter,
                "Payload bytes of files that succeeded; nothing of a warm-up.", outcome.bytes),
            one(
                "moved_bytes_total", .counter,
                "Payload bytes sent and received, failed tries too; nothing of a warm-up.",
                result.bytesMoved),
            errors,
        ]
    }

    private var errors: MetricFamily {
        var family = MetricFamily(
            "alluxio_stress_errors_total", .counter,
            help: "Errors, by kind and operation, those of a warm-up too.")
        let byKind = Dictionary(grouping: result.outcome.errors) {
            Labels(kind: $0.key.kind, operation: $0.key.operation)
        }
        for (labels, errors) in byKind.sorted(by: {
            ($0.key.kind, $0.key.operation) < ($1.key.kind, $1.key.operation)
        }) {
            family.add(
                errors.reduce(0) { $0 + $1.value.count },
                [("kind", labels.kind), ("operation", labels.operation)])
        }
        return family
    }

    private struct Labels: Hashable {
        var kind: String
        var operation: String
    }

    private var operations: [MetricFamily] {
        var durations = MetricFamily(
            "alluxio_stress_operation_duration_seconds", .histogram,
            help: "How long operations took, by how they ended; none of a warm-up.")
        var bytes = MetricFamily(
            "alluxio_stress_operation_bytes_total", .counter,
            help: "Payload bytes of operations that succeeded; nothing of a warm-up.")
        var services = MetricFamily(
            "alluxio_stress_operation_service_seconds", .histogram,
            help: "How long whole files at a given rate took from where they did begin; none of a warm-up.")
        for (name, operation) in result.outcome.operations.sorted(by: { $0.key < $1.key }) {
            add(operation.latency, to: &durations, [("operation", name), ("outcome", "success")])
            add(operation.latencyOfErrors, to: &durations, [("operation", name), ("outcome", "error")])
            if operation.service.count > 0 { add(operation.service, to: &services, [("operation", name)]) }
            bytes.add(operation.bytes, [("operation", name)])
        }
        return [durations, services, bytes]
    }

    private func add(
        _ histogram: Histogram, to family: inout MetricFamily, _ labels: [(name: String, value: String)]
    ) {
        let counts = Self.bounds.map {
            (bound: Double($0) / 1e6, count: histogram.count(upTo: .microseconds($0)))
        }
        family.add(counts, count: histogram.count, sum: histogram.sum.seconds, labels)
    }

    private var data: [MetricFamily] {
        let outcome = result.outcome
        return [
            one("findings_total", .counter, "Findings, each time that one was met.", outcome.findingCount),
            one(
                "checked_files_total", .counter, "Files whose content was held against what it should be.",
                outcome.checkedFiles),
            one("checked_bytes_total", .counter, "Bytes that were held so.", outcome.checkedBytes),
        ]
    }

    private func one(_ name: String, _ kind: MetricFamily.Kind, _ help: String, _ value: some BinaryInteger)
        -> MetricFamily
    {
        var family = MetricFamily("alluxio_stress_" + name, kind, help: help)
        family.add(value)
        return family
    }

    private func one(_ name: String, _ kind: MetricFamily.Kind, _ help: String, _ value: Double)
        -> MetricFamily
    {
        var family = MetricFamily("alluxio_stress_" + name, kind, help: help)
        family.add(value)
        return family
    }

    /// The metrics that Prometheus's client libraries give of every process.
    private var client: [MetricFamily] {
        [
            ("process_cpu_seconds_total", .counter, "Processor seconds, user and system.", usage.cpuSeconds),
            ("process_resident_memory_bytes", .gauge, "Resident memory.", Double(usage.residentBytes)),
            ("process_virtual_memory_bytes", .gauge, "Virtual memory.", Double(usage.virtualBytes)),
            ("process_open_fds", .gauge, "Open file descriptors.", Double(usage.openDescriptors)),
            ("process_max_fds", .gauge, "How many may be open.", Double(usage.mostDescriptors)),
            ("process_start_time_seconds", .gauge, "When it started, since 1970.", usage.startTime),
        ].map { (name: String, kind: MetricFamily.Kind, help: String, value: Double) in
            var family = MetricFamily(name, kind, help: help)
            family.add(value)
            return family
        }
    }
}
