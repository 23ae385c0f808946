import Alluxio
import FoundationEssentials
import OSThreads

extension RunState {
    /// So long before a planned start the processes get ready for it: what stands in their way takes a while, and what they
    /// have connected is cut when it idles for longer.
    private static let lead: Duration = .seconds(15)
    /// What is further ahead is a mistake.
    private static let furthest: Double = 7 * 86_400

    /// Works out when the run's first file begins that is to begin at a time of the first proxy's clock; nil where as soon
    /// as it can.
    ///
    /// - Parameter asked: seconds since 1970.
    /// - Throws: where that time is past, or can't be known.
    func planStart(at asked: Double?, _ deployment: Deployment, _ dialect: Dialect) throws(NotStarted)
        -> MonotonicTime?
    {
        guard let asked else { return nil }
        let offset: ClockOffset?
        do throws(AlluxioError) {
            let client = try deployment.client(ofProcess: 0, dialect: dialect, cutoff: cutoff)
            offset = try ProxyClock(client).offset { isEnded }
        } catch {
            throw NotStarted("the proxy can't be asked for the time that --start-at is by: \(error.message)")
        }
        let proxy = deployment.proxy(ofProcess: 0)
        guard let offset else {
            throw NotStarted("the answers of \(proxy) bear no date, by which --start-at could be held")
        }
        note(clockOffset: offset)
        let clock = LocalClock()
        let ahead = asked - (clock.now + offset.seconds)
        guard (0...Self.furthest).contains(ahead) else {
            let (time, now) = (Self.words(asked), Self.words(asked - ahead))
            throw NotStarted(
                ahead < 0
                    ? "--start-at \(time) is past: by the clock of \(proxy) it is \(now)"
                    : "--start-at \(time) is more than a week ahead: by the clock of \(proxy) it is \(now)")
        }
        let start = clock.moment(at: asked - offset.seconds)
        note(plannedStart: start)
        return start
    }

    private static func words(_ seconds: Double) -> String {
        guard abs(seconds) < 1e11 else { return "\(seconds)" }
        return Date.ISO8601FormatStyle(includingFractionalSeconds: true)
            .format(Date(timeIntervalSince1970: seconds))
    }

    /// Waits until it is time to get ready for a planned start.
    func awaitLead(of start: MonotonicTime?) {
        if let start { wait(until: start + (.zero - Self.lead)) }
    }

    /// Waits for a planned start.
    func awaitStart(_ start: MonotonicTime) {
        let late = MonotonicTime.now - start
        if late > .zero {
            warn(
                "ready \(StressTest.words(.milliseconds(late.wholeNanoseconds / 1_000_000))) after --start-at, and began then"
            )
        }
        wait(until: start)
    }
}
