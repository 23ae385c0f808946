import CommandLineOptions
import EmbeddedProxy

/// The limits of the embedded proxy's cluster, at which a real one fails.
enum ServeLimits {
    private static let capacity = Option(
        "capacity", .size(1...1 << 50),
        help:
            "What the worker stores. An open file takes whole blocks of it; what is full answers as a full worker does, or evicts. Without it there is no limit."
    )
    private static let leakReservations = Option.switch(
        "leak-reservations",
        help: "A close within 200 ms after a cut upload leaves its block reserved for good, as Alluxio's may."
    )
    private static let streamTimeout = Option(
        "stream-timeout", .duration, default: .seconds(3600),
        help:
            "A stream that no call has begun to use for so long is closed when another of its kind is opened, in the middle of an upload too."
    )
    private static let idleTimeout = Option(
        "idle-timeout", .wholeSeconds, default: .seconds(30),
        help:
            "A connection on which nothing moves for so long is closed, in the middle of an upload too. Whole seconds."
    )

    static let group = OptionGroup("Its limits", [capacity, leakReservations, streamTimeout, idleTimeout])

    static func set(_ options: ParsedOptions, in configuration: inout EmbeddedProxy.Configuration) {
        configuration.capacity = options[capacity]
        configuration.leaksReservations = options[leakReservations]
        configuration.streamTimeout = options[streamTimeout]
        configuration.idleTimeout = options[idleTimeout]
    }
}
