@_spi(Fuzzing) import EmbeddedProxy

typealias Bytes = Slice<UnsafeBufferPointer<UInt8>>

func text(_ bytes: Bytes) -> String { String(decoding: bytes, as: UTF8.self) }

/// The proxy that an input is for: three bytes that choose its kind and limits, then texts of faults, a line each.
struct Setup {
    private(set) var configuration = EmbeddedProxy.Configuration()
    /// Between a request and the next.
    private(set) var timeBetweenRequests = Duration.zero

    init(_ bytes: Bytes) {
        var rest = bytes[...]
        chooseKind(Int(rest.popFirst() ?? 2))
        let power = rest.popFirst() ?? 0
        configuration.capacity = power == 0 ? nil : 1 << Int64(power % 63)
        configuration.seed = UInt64(rest.popFirst() ?? 0)
        configuration.faults = rest.split(separator: UInt8(ascii: "\n")).compactMap { try? Fault(text($0)) }
        for fault in configuration.faults { checkText(of: fault) }
        configuration.faultSink = { strike in
            guard strike.offset >= 0, strike.length >= 0, !strike.json.isEmpty else {
                fatalError("\(strike)")
            }
        }
    }

    /// 0 to 6 are the versions and S3 v2, 7 to 13 the same with leaking reservations. From 14 on a stream expires that
    /// two requests have not used.
    private mutating func chooseKind(_ number: Int) {
        let versions = AlluxioVersion.allCases
        configuration.version = versions[number % 7 % versions.count]
        if number % 7 == 6 {
            configuration.version = .v296
            configuration.s3V2 = true
        }
        configuration.leaksReservations = number / 7 % 2 == 1
        if number >= 14 { timeBetweenRequests = configuration.streamTimeout / 2 }
    }
}

/// That its text gives a fault again.
func checkText(of fault: Fault) {
    if (try? Fault(fault.description)) != fault { fatalError("'\(fault)' is another fault") }
}
