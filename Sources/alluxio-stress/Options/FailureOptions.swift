import Alluxio
import CommandLineOptions
import Measurement
import StressTest

/// What is done where something fails, or takes too long.
enum FailureOptions {
    static let maxTime = Option(
        "max-time", .duration,
        help:
            "What the whole run may take. Then no file is begun any more, what is under way is finished or undone within 5 s, and the verdict is fail. With --duration it is that (and --warmup) and 60 s; else there is no limit."
    )

    private static let retries = Option(
        "retry", .number(0...1000), default: 0,
        help:
            "Tries a file that failed so many times more, after pauses from 100 ms to 10 s, once it is undone. What is in doubt is never tried again."
    )
    private static let failFast = Option.switch(
        "fail-fast", help: "Begins nothing more after the first error or finding.")
    private static let ignored = Option.texts(
        "ignore", "KIND",
        help:
            "Errors or findings of this kind are expected: counted apart, and no reason to fail. May be given several times."
    )

    /// Of commands that do many files.
    static let group = OptionGroup("When things fail", [retries, failFast, ignored, maxTime])
    /// Of the others.
    static let groupOfOne = OptionGroup("When things fail", [maxTime])

    /// Those that a run can have: what it cuts off itself is no error of it.
    private static let errorKinds = AlluxioError.Code.allCases.filter { $0 != .cancelled }.map(\.rawValue)

    static func handling(_ options: ParsedOptions) throws(UsageError) -> FailureHandling {
        var handling = FailureHandling()
        handling.retries = options[retries]
        handling.endsAtFirst = options[failFast]
        let kinds = errorKinds + Finding.Kind.allCases.map(\.rawValue)
        for kind in options[ignored] {
            guard kinds.contains(kind) else {
                let near = nearestName(to: kind, among: kinds).map { "; did you mean \($0)?" } ?? ""
                throw options.error(ignored, "there is no error or finding '\(kind)'\(near)")
            }
            handling.ignoredKinds.insert(kind)
        }
        return handling
    }

    /// A run whose time was given may take so much longer.
    private static let grace: Duration = .seconds(60)

    /// How long the whole run may take; nil where nothing says.
    static func limit(_ options: ParsedOptions, _ length: LoadLength?) -> Duration? {
        if let limit = options[maxTime] { return limit }
        guard case .duration(let duration, let warmUp) = length else { return nil }
        return warmUp + duration + grace
    }
}
