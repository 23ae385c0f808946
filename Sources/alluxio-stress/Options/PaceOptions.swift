import CommandLineOptions
import StressTest

/// How long a load goes on, and at what rate.
enum PaceOptions {
    static let duration = Option(
        "duration", .duration,
        help:
            "Goes on for so long, each process by itself, in the place of iterations. No file is begun afterwards; those begun are finished."
    )
    static let warmUp = Option(
        "warmup", .duration,
        help: "With --duration: what is done in so long a time before it is measured apart.")
    static let rate = Option(
        "rate", .rate,
        help:
            "Begins so many files a second over all processes, whether or not those before are done, and counts their latency from the moment at which they should have begun. Needs --duration or --files."
    )

    /// How long the load goes on.
    ///
    /// - Parameter iterations: the command's own option for their number.
    static func length(_ options: ParsedOptions, iterations: Option<Int> = LoadOptions.iterations)
        throws(UsageError) -> LoadLength
    {
        guard let duration = options[duration] else {
            if options[warmUp] != nil {
                throw options.error(warmUp, "is the time before a --duration: give that, too")
            }
            return .iterations(options[iterations])
        }
        if options.isOnLine(iterations) {
            throw options.error(
                iterations, "goes not with --duration, in which every process goes on by itself")
        }
        return .duration(duration, warmUp: options[warmUp] ?? .zero)
    }

    /// At what rate files begin; nil where as soon as they can.
    static func pace(_ options: ParsedOptions) throws(UsageError) -> Pace? {
        try pace(
            options, filesOfAnIteration: options[FileOptions.filesOfAProcess], needed: "--files above 1")
    }

    /// - Parameter needed: what gives each process more than one file an iteration.
    static func pace(_ options: ParsedOptions, filesOfAnIteration: Int, needed: String) throws(UsageError)
        -> Pace?
    {
        guard let rate = options[rate] else { return nil }
        guard options[duration] != nil || filesOfAnIteration > 1 else {
            throw options.error(
                Self.rate, "needs --duration, or \(needed): else each process has one file an iteration")
        }
        return Pace(filesPerSecond: rate)
    }
}

extension ValueFormat where Value == Double {
    /// Files a second.
    fileprivate static var rate: Self {
        Self(
            placeholder: "N", write: { "\($0)" },
            read: { text throws(InvalidValue) in
                guard let rate = Double(text), (0.001...1_000_000).contains(rate) else {
                    throw InvalidValue("'\(text)' is not a number of files a second from 0.001 to 1000000")
                }
                return rate
            })
    }
}
