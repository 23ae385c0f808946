/// Whose data was met, where it was read from, and how much of it could not be checked.
enum DataText {
    /// `run 77, versions 1 to 2, 3 files`.
    static func words(_ run: ResultDocument.Run) -> String {
        let of =
            run.lowestVersion == run.highestVersion
            ? "version \(Numbers.whole(run.lowestVersion))"
            : "versions \(Numbers.whole(run.lowestVersion)) to \(Numbers.whole(run.highestVersion))"
        return "run \(run.run), \(of), \(Numbers.counted(run.files, "file"))"
    }

    /// `Alluxio 1 file, the under store 2 files`.
    static func words(_ origins: ResultDocument.ReadFrom) -> String {
        [
            (origins.alluxio, "Alluxio"), (origins.underStore, "the under store"), (origins.both, "both"),
        ].filter { $0.0 > 0 }.map { "\($1) \(Numbers.counted($0, "file"))" }.joined(separator: ", ")
    }

    static func unsettled(_ files: Int) -> String {
        "\(Numbers.counted(files, "file")), whose writer died while it replaced them"
    }

    static func retries(_ number: Int) -> String {
        number == 1
            ? "1, after a try that failed" : "\(Numbers.whole(number)), each after a try that failed"
    }

    /// `2 x no-space of write, 1 x evicted`.
    static func words(_ ignored: ResultDocument.Ignored) -> String {
        let errors = ignored.errors.map { "\(Numbers.whole($0.count)) x \($0.kind) of \($0.operation)" }
        let findings = ignored.findings.sorted { $0.key < $1.key }.map {
            "\(Numbers.whole($0.value)) x \($0.key)"
        }
        return (errors + findings).joined(separator: ", ")
    }

    /// `the first proxy's is 12.00 ms behind this machine's, give or take 10.00 ms`.
    static func words(_ offset: ResultDocument.ClockOffset) -> String {
        let side = offset.ahead < 0 ? "behind" : "ahead of"
        return "the first proxy's is \(Numbers.time(abs(offset.ahead))) \(side) this machine's,"
            + " give or take \(Numbers.time(offset.uncertainty))"
    }

    static func unchecked(_ files: Int) -> String {
        "\(Numbers.counted(files, "file")), whose content does not say what it should be"
    }
}
