import TestSupport
import Testing

@testable import Report

@Suite("A chart's scale")
struct ScaleTests {
    @Test(
        "that is linear begins at 0 and ends at a tick",
        arguments: [
            (0.0, [0, 0.2, 0.4, 0.6, 0.8, 1]), (1, [0, 0.2, 0.4, 0.6, 0.8, 1]), (7, [0, 2, 4, 6, 8]),
            (10, [0, 2, 4, 6, 8, 10]), (10.1, [0, 5, 10, 15]), (331, [0, 100, 200, 300, 400]),
            (0.0042, [0, 0.001, 0.002, 0.003, 0.004, 0.005]),
        ] as [(Double, [Double])])
    func linear(greatest: Double, ticks: [Double]) {
        let scale = Scale.linear(upTo: greatest)
        #expect(zip(scale.ticks(), ticks).allSatisfy { abs($0 - $1) < 1e-9 }, "\(scale.ticks())")
        #expect(scale.ticks().count == ticks.count)
        #expect(scale.position(0) == 0 && abs(scale.position(ticks.last ?? 0) - 1) < 1e-9)
    }

    @Test("of whole things has no tick between them", arguments: [1, 2, 3, 4, 7, 100])
    func whole(most: Int) {
        let ticks = Scale.linear(upTo: Double(most), ticks: 3).ticks(about: 3, whole: true)
        #expect(ticks.allSatisfy { $0 == $0.rounded() } && (ticks.last ?? 0) >= Double(most), "\(ticks)")
        #expect((2...5).contains(ticks.count), "\(ticks)")
    }

    @Test("of latencies is logarithmic where they differ by much")
    func latencies() {
        #expect(Scale.latencies([0.01, 0.02, 0.09]).kind == .linear)
        let wide = Scale.latencies([0.000_3, 0.02, 3])
        #expect(wide.kind == .logarithmic)
        #expect((wide.lower, wide.upper) == (0.000_2, 5))
        #expect(
            wide.ticks().map(Quantity.shortTime) == ["1\u{a0}ms", "10\u{a0}ms", "100\u{a0}ms", "1\u{a0}s"])
        let step = wide.position(0.1) - wide.position(0.01)
        #expect(abs(wide.position(1) - wide.position(0.1) - step) < 1e-9)
        let narrow = Scale.logarithmic(0.004, 0.09)
        #expect(
            narrow.ticks().map(Quantity.shortTime) == [
                "2\u{a0}ms", "5\u{a0}ms", "10\u{a0}ms", "20\u{a0}ms", "50\u{a0}ms", "100\u{a0}ms",
            ])
    }

    @Test("stands whatever it is given: places from 0 to 1, a few ticks that rise")
    func anything() {
        let seed = UInt64.random(in: 0 ... .max)
        var random = SeededGenerator(seed: seed)
        let odd = [
            0, -1, .infinity, -.infinity, .nan, .leastNonzeroMagnitude, .greatestFiniteMagnitude, 1e-300,
            1e18,
        ]
        for _ in 0..<2_000 {
            let value = { [odd] (random: inout SeededGenerator) in
                odd.randomElement(using: &random).flatMap { Bool.random(using: &random) ? $0 : nil }
                    ?? Double(
                        sign: .plus, exponent: .random(in: -60...60, using: &random),
                        significand: .random(in: 1..<2, using: &random))
            }
            let (one, other) = (value(&random), value(&random))
            for scale in [
                Scale.linear(upTo: one), .linear(exactly: one), .logarithmic(one, other),
                .latencies([one, other]),
            ] {
                let ticks = scale.ticks()
                #expect((1...40).contains(ticks.count), "seed \(seed): \(scale), \(ticks)")
                #expect(zip(ticks, ticks.dropFirst()).allSatisfy { $0 < $1 }, "seed \(seed): \(scale)")
                #expect((0...1).contains(scale.position(other)), "seed \(seed): \(scale), \(other)")
            }
        }
    }
}

@Suite("The page's words for quantities")
struct QuantityTests {
    @Test(
        "are those of people",
        arguments: [
            (Quantity.shortTime(0), "0"), (Quantity.shortTime(0.000_05), "50\u{a0}µs"),
            (Quantity.shortTime(0.001), "1\u{a0}ms"), (Quantity.shortTime(0.0015), "1.5\u{a0}ms"),
            (Quantity.shortTime(2.5), "2.5\u{a0}s"), (Quantity.shortBytes(0), "0"),
            (Quantity.shortBytes(512), "512\u{a0}B"), (Quantity.shortBytes(1024), "1\u{a0}KiB"),
            (Quantity.shortBytes(655_360), "640\u{a0}KiB"), (Quantity.shortBytes(1_572_864), "1.5\u{a0}MiB"),
            (Quantity.time(0.000_089), "89\u{a0}µs"), (Quantity.time(1.2345), "1.235\u{a0}s"),
            (Quantity.time(nil), "–"), (Quantity.rate(331_300_000), "331.3"), (Quantity.rate(nil), "–"),
            (Quantity.perSecond(10, 4), "2.5"), (Quantity.perSecond(10, 0), "–"),
            (Moment.words(1_795_763_662.9), "2026-11-27 07:14:22 UTC"),
            (Moment.words(-1), "at no known time"),
            (Moment.words(.nan), "at no known time"),
        ])
    func words(is text: String, shouldBe expected: String) { #expect(text == expected) }
}
