/// What a client must know of a proxy, of all that the proxy says of itself.
public struct ProxySummary: Hashable, Sendable {
    private static let timeoutProperty: StaticString = "alluxio.proxy.stream.cache.timeout"
    /// The property that `streamTimeout` is.
    public static let streamTimeoutProperty = "\(timeoutProperty)"

    /// As `2.9.6`.
    public var version: String
    /// When the proxy started, milliseconds since 1970: no other answers with the same.
    public var startTimeMs: Int64
    /// The proxy closes a stream that no call has begun to use for so long, as soon as others are opened: an upload, too,
    /// whose bytes still come. Nil where the proxy doesn't say.
    public var streamTimeout: Duration?

    init(_ info: ProxyInfo) {
        version = info.version
        startTimeMs = info.startTimeMs
        streamTimeout = info.configuration[Self.streamTimeoutProperty].flatMap(
            Duration.init(alluxioProperty:))
    }

    /// Nil where the text is not plainly a proxy's description of itself.
    init?(plainly body: [UInt8]) {
        var (version, start, timeout): (String?, Int64?, String?) = (nil, nil, nil)
        var hasConfiguration = false
        let isRead: Void? = JSONReader.plainly(body) { reader throws(JSONReader.Unusual) in
            try reader.object { reader, place throws(JSONReader.Unusual) in
                if reader.has("version", at: place) {
                    version = try reader.string()
                } else if reader.has("startTimeMs", at: place) {
                    start = try reader.integer()
                } else if reader.has("configuration", at: place) {
                    hasConfiguration = true
                    try reader.object { reader, place throws(JSONReader.Unusual) in
                        if reader.has(Self.timeoutProperty, at: place) {
                            timeout = try reader.string()
                        } else {
                            try reader.skip()
                        }
                    }
                } else {
                    try reader.skip()
                }
            }
        }
        guard isRead != nil, hasConfiguration, let version, let start else { return nil }
        self.version = version
        startTimeMs = start
        streamTimeout = timeout.flatMap(Duration.init(alluxioProperty:))
    }
}

extension Duration {
    /// A time as Alluxio's properties have it: a number and a unit in any case, milliseconds without one.
    init?(alluxioProperty text: String) {
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        guard let number = Int64(digits) else { return nil }
        let milliseconds: Int64? =
            switch text.dropFirst(digits.count).lowercased() {
            case "", "ms", "millisecond": 1
            case "s", "sec", "second": 1000
            case "m", "min", "minute": 60_000
            case "h", "hr", "hour": 3_600_000
            case "d", "day": 86_400_000
            default: nil
            }
        guard let milliseconds else { return nil }
        let (product, overflow) = number.multipliedReportingOverflow(by: milliseconds)
        guard !overflow else { return nil }
        self = .milliseconds(product)
    }
}
