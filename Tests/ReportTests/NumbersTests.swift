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
}
