import Glibc
import StressTest
import TestSupport
import Testing

@testable import Report

@Suite("The line that tells how a run goes")
struct ProgressLineTests {
    private static let usual = Progress(
        phase: .iteration(3, of: 10), done: 0.234, files: 60, bytesMoved: 314_572_800, filesPerSecond: 65.9,
        bytesPerSecond: 345_600_000, p99: .milliseconds(282), left: .seconds(64.2))

    private static func text(_ progress: Progress, _ width: Int) -> String {
        ProgressLine(progress).line(width: width).description
    }

    @Test(
        "has the more the wider the terminal is",
        arguments: [
            (0, ""), (5, "itera"), (14, "iteration 3/10"), (20, "iteration 3/10  23%"),
            (32, "iteration 3/10  23%  345.6 MB/s"),
            (43, "iteration 3/10  23%  345.6 MB/s  1:05 left"),
            (56, "iteration 3/10  23%  345.6 MB/s  p99 282 ms  1:05 left"),
            (69, "iteration 3/10  23%  345.6 MB/s  65.9 files/s  p99 282 ms  1:05 left"),
            (79, "iteration 3/10  23%  345.6 MB/s  65.9 files/s  p99 282 ms  0 errors  1:05 left"),
            (97, "iteration 3/10  23%  345.6 MB/s  65.9 files/s  p99 282 ms  0 errors  1:05 left"),
            (
                98,
                "iteration 3/10  23%  [=>    ]  345.6 MB/s  65.9 files/s  p99 282 ms  0 errors  1:05 left"
            ),
            (
                200,
                "iteration 3/10  23%  [=======>                      ]  345.6 MB/s  65.9 files/s  p99 282 ms  0 errors  1:05 left"
            ),
        ])
    func widths(width: Int, text: String) { #expect(Self.text(Self.usual, width) == text) }

    @Test(
        "says what a run is at",
        arguments: [
            (Progress(phase: .preparing), "preparing  0 errors"),
            (Progress(phase: .warmingUp, done: 0.5), "warm-up  50%  p99 -  0 errors"),
            (Progress(phase: .measured, done: 0.999, files: 1234), "1,234 files  99%  p99 -  0 errors"),
            (
                Progress(phase: .finishing, done: 1, left: .zero),
                "finishing  100%  p99 -  0 errors  0:00 left"
            ),
            (Progress(phase: .iteration(1, of: 1), done: 0, errors: 2), "iteration 1/1  0%  p99 -  2 errors"),
            (
                Progress(
                    phase: .files(7, of: 2000), done: 0.0035, files: 7, filesPerSecond: 3.5, findings: 1),
                "7/2,000 files  0%  3.50 files/s  0 errors  1 finding"
            ),
        ])
    func phases(progress: Progress, text: String) {
        #expect(Self.text(progress, 79).replacing(#/  \[[=> ]*\]/#, with: "") == text)
    }

    @Test("is never wider than the terminal, whatever the figures are, and begins with what the run is at")
    func neverWider() {
        var random = SeededGenerator()
        for _ in 0..<100 {
            let progress = Self.any(&random)
            for width in 0...200 {
                let line = ProgressLine(progress).line(width: width)
                let shown = "seed \(random.seed), width \(width): \(line)"
                #expect(line.columns <= width, "\(shown)")
            }
            let coloured = ProgressLine(progress).line(width: 200).coloured()
            #expect(TerminalScreen.plain(coloured) == Self.text(progress, 200), "seed \(random.seed)")
            let widest = Self.text(progress, 200)
            let whole = ProgressLine(progress).line(after: .seconds(10)).description
            #expect(
                "after 0:10: " + widest.replacing(#/  \[[=> ]*\]/#, with: "").replacing("  ", with: ", ")
                    == whole,
                "seed \(random.seed)")
        }
    }

    private static func any(_ random: inout SeededGenerator) -> Progress {
        // Of every order of magnitude alike.
        func number(upTo digits: Double) -> Double { pow(10, .random(in: -2...digits, using: &random)) }
        func perhaps<Value>(_ value: Value) -> Value? { Bool.random(using: &random) ? value : nil }
        let phases: [Progress.Phase] = [
            .preparing, .warmingUp, .measured, .finishing,
            .iteration(Int(number(upTo: 7)), of: Int(number(upTo: 7))),
            .files(Int(number(upTo: 9)), of: Int(number(upTo: 9))),
        ]
        return Progress(
            phase: phases.randomElement(using: &random) ?? .preparing,
            done: perhaps(.random(in: 0...1, using: &random)), files: Int(number(upTo: 12)),
            bytesMoved: Int64(number(upTo: 18)), filesPerSecond: perhaps(number(upTo: 9)),
            bytesPerSecond: perhaps(number(upTo: 13)), p99: perhaps(.seconds(number(upTo: 4))),
            errors: Int(number(upTo: 9)), findings: Int(number(upTo: 9)),
            left: perhaps(.seconds(number(upTo: 9))))
    }

    @Test("has errors and findings stand out")
    func colours() {
        var progress = Self.usual
        #expect(!ProgressLine(progress).line(width: 79).coloured().contains("\u{1b}[1;31m"))
        (progress.errors, progress.findings) = (3, 1)
        let line = ProgressLine(progress).line(width: 100).coloured()
        #expect(
            line.contains("\u{1b}[1;31m3 errors\u{1b}[0m") && line.contains("\u{1b}[1;31m1 finding\u{1b}[0m"))
    }

    @Test(
        "has a bar that grows from empty to full",
        arguments: [(0.0, "[>        ]"), (0.5, "[====>    ]"), (1, "[=========]")])
    func bar(done: Double, bar: String) {
        var progress = Self.usual
        progress.done = done
        #expect(Self.text(progress, 101).contains("%  \(bar)  "))
    }
}
