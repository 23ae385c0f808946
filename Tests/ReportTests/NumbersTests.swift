import TestSupport
import Testing

@testable import Report

@Suite("Numbers in reports")
struct NumbersTests {
    @Test(
        "have commas between thousands",
        arguments: [(0, "0"), (999, "999"), (1000, "1,000"), (419_430_400, "419,430,400"), (-1234, "-1,234")])
    func whole(_ number: Int, _ text: String) { #expect(Numbers.whole(number) == text) }

    @Test(
        "are rounded",
        arguments: [
            (0.0, 1, "0.0"), (1.25, 1, "1.3"), (1234.5678, 3, "1,234.568"), (-0.04, 1, "0.0"), (2.5, 0, "3"),
        ])
    func fixed(_ number: Double, _ digits: Int, _ text: String) {
        #expect(Numbers.fixed(number, digits) == text)
    }

    @Test(
        "of time have the unit that a person reads",
        arguments: [(1.5, "1.500 s"), (0.0123, "12.30 ms"), (0.000_045, "45 us")])
    func time(_ seconds: Double, _ text: String) { #expect(Numbers.time(seconds) == text) }

    @Test(
        "of time have three significant digits in a table",
        arguments: [
            (0.0, "0.00 us"), (0.000_000_064, "0.06 us"), (0.000_045, "45.0 us"), (0.000_999_4, "999 us"),
            (0.000_999_6, "1.00 ms"), (0.009_994, "9.99 ms"), (0.009_996, "10.0 ms"), (0.099_96, "100 ms"),
            (0.999_4, "999 ms"), (0.999_6, "1.00 s"), (59.94, "59.9 s"), (3600.0, "3,600 s"),
        ])
    func shortTime(_ seconds: Double, _ text: String) { #expect(Numbers.shortTime(seconds) == text) }

    @Test("of time in a table take eight columns at most, up to a day")
    func shortTimeWidth() {
        var random = SeededGenerator()
        for _ in 0..<10_000 {
            let seconds =
                Double.random(in: 0...1, using: &random) * [1e-6, 1e-3, 1, 86_400].randomElement(
                    using: &random)!
            let text = Numbers.shortTime(seconds)
            #expect(text.count <= (seconds < 999.5 ? 7 : 8), "seed \(random.seed): \(seconds) is \(text)")
        }
    }

    @Test(
        "of what is left are as on a clock, rounded up, and of what has passed rounded down",
        arguments: [
            (-1.0, "0:00", "0:00"), (0.0, "0:00", "0:00"), (0.1, "0:01", "0:00"), (59.0, "0:59", "0:59"),
            (59.1, "1:00", "0:59"), (3599.5, "1:00:00", "59:59"), (5025.0, "1:23:45", "1:23:45"),
            (3_600_000.0, "1,000:00:00", "1,000:00:00"),
        ])
    func clock(_ seconds: Double, left: String, passed: String) {
        #expect(Numbers.clock(seconds, rounded: .up) == left)
        #expect(Numbers.clock(seconds, rounded: .down) == passed)
    }
}
