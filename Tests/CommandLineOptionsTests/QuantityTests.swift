import CommandLineOptions
import Testing

@Suite("Quantities")
struct QuantityTests {
    @Test(
        "count bytes by 1,024, whatever the unit is called",
        arguments: [
            ("0", 0), ("4096", 4096), ("7B", 7), ("1K", 1024), ("1KB", 1024), ("1KiB", 1024), ("2kb", 2048),
            ("5MB", 5_242_880), ("5M", 5_242_880), ("5MiB", 5_242_880), ("1g", 1 << 30), ("3GB", 3 << 30),
            ("1TiB", 1 << 40),
        ] as [(String, Int64)])
    func sizes(text: String, bytes: Int64) throws {
        #expect(try ValueFormat.size(0...(1 << 40)).read(text) == bytes)
    }

    @Test(
        "of bytes are whole, and of a known unit",
        arguments: [
            "", "MB", "1.5MB", "-1", "1 MB", "1PB", "1KBB", "99999999999999999999", "9999999999TB", "2TB",
            "٣",
        ])
    func noSizes(text: String) {
        #expect(throws: InvalidValue.self) { try ValueFormat.size(0...(1 << 40)).read(text) }
    }

    @Test(
        "of time have a unit, seconds without",
        arguments: [
            ("500ms", .milliseconds(500)), ("2", .seconds(2)), ("2s", .seconds(2)),
            ("0.5", .milliseconds(500)),
            ("1.5m", .seconds(90)), ("1h", .seconds(3600)), ("1ms", .milliseconds(1)),
        ] as [(String, Duration)])
    func times(text: String, duration: Duration) throws {
        #expect(try ValueFormat.duration.read(text) == duration)
    }

    @Test(
        "of time are above zero and of a known unit",
        arguments: [
            "", "0", "0s", "-1s", "s", "1d", "1 s", "inf", "nan", "1e3", "0.5ms", "9999h", "1e400s", "1.2.3s",
        ])
    func noTimes(text: String) {
        #expect(throws: InvalidValue.self) { try ValueFormat.duration.read(text) }
    }

    @Test(
        "are whole seconds where that is asked for", arguments: ["1.5s", "500ms", "0.5", "1001ms", "0.001h"])
    func noWholeSeconds(text: String) throws {
        let refused = #expect(throws: InvalidValue.self) { try ValueFormat.wholeSeconds.read(text) }
        #expect(refused?.reason == "'\(text)' is not a whole number of seconds, such as 2s, 30s or 5m")
        #expect(try ValueFormat.wholeSeconds.read("2000ms") == .seconds(2))
        #expect(try ValueFormat.wholeSeconds.read("1.5m") == .seconds(90))
    }

    @Test("are told with examples of what would be right")
    func messages() {
        #expect(
            Paint.refusal("--wall a --area 1XB")
                == "--area: '1XB' is not a size from 1 bytes to 1TB, such as 4096, 64KB or 1GB")
        #expect(
            Paint.refusal("--wall a --drying-time soon")
                == "--drying-time: 'soon' is not a time above zero, such as 500ms, 30s, 5m or 1h")
    }
}
