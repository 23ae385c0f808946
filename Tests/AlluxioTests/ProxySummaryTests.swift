import Testing

@testable import Alluxio

@Suite("What a client must know of a proxy")
struct ProxySummaryTests {
    private static func summary(_ properties: String) throws -> [ProxySummary] {
        let text =
            #"{"version":"2.9.6","configuration":{\#(properties)},"startTimeMs":1795776949551,"uptimeMs":12}"#
        let body = Array(text.utf8)
        let quick = try #require(ProxySummary(plainly: body))
        return [quick, ProxySummary(try Answer.json(body, ProxyInfo.self, what: "it"))]
    }

    @Test("is read quickly, and the same as from all that it says of itself")
    func read() throws {
        for summary in try Self.summary(
            #""a":null,"b":true,"alluxio.proxy.stream.cache.timeout":"90sec","c":5"#)
        {
            #expect(summary.version == "2.9.6")
            #expect(summary.startTimeMs == 1_795_776_949_551)
            #expect(summary.streamTimeout == .seconds(90))
        }
        #expect(try Self.summary("").map(\.streamTimeout) == [nil, nil])
    }

    @Test(
        "has times as Alluxio has them",
        arguments: [
            ("1hour", Duration.seconds(3600)), ("1h", .seconds(3600)), ("2HR", .seconds(7200)),
            ("90", .milliseconds(90)), ("90ms", .milliseconds(90)), ("3s", .seconds(3)),
            ("3sec", .seconds(3)),
            ("5min", .seconds(300)), ("5m", .seconds(300)), ("1d", .seconds(86_400)),
            ("1day", .seconds(86_400)),
            ("", nil), ("sec", nil), ("-1", nil), ("5 min", nil), ("1week", nil), ("1.5h", nil),
            ("9223372036854775807d", nil),
        ] as [(String, Duration?)])
    func time(text: String, duration: Duration?) {
        #expect(Duration(alluxioProperty: text) == duration)
    }
}
