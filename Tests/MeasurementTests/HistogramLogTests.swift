import FoundationEssentials
import Measurement
import OSThreads
import TestSupport
import Testing

@Suite("Logs of histograms", .ownThread)
struct HistogramLogTests {
    private let writer = HistogramLogWriter(startTime: .milliseconds(1_700_000_000_123))

    /// An interval as `hdrhistogram.py` and `WriteLog.java` say it.
    private func said(_ interval: HistogramLogInterval, _ startTime: Duration?, noTag: String) -> String {
        let start = (startTime ?? .zero) + interval.start
        let times = [start, start + interval.length].map { "\($0.wholeNanoseconds / 1_000_000)" }
        return ([interval.tag ?? noTag] + times + [interval.histogram.contents]).joined(separator: " ")
    }

    private func intervals(_ random: inout SeededGenerator) -> [HistogramLogInterval] {
        (0..<4).flatMap { second in
            ["read-file", "write-file", nil].map { tag in
                HistogramLogInterval(
                    tag: tag, start: .seconds(second), length: .seconds(1),
                    histogram: .random(count: [0, 1000, 2000].randomElement(using: &random) ?? 0, &random))
            }
        }
    }

    @Test("have the lines that HdrHistogram's have")
    func lines() {
        let header = writer.header(comments: ["Logged by a test\n"])
        #expect(
            header == """
                #[Logged by a test]
                #[Histogram log format version 1.3]
                #[StartTime: 1700000000.123 (seconds since epoch), 2023-11-14T22:13:20Z]
                #[BaseTime: 1700000000.123 (seconds since epoch)]
                "StartTimestamp","Interval_Length","Interval_Max","Interval_Compressed_Histogram"

                """)
        let interval = HistogramLogInterval(
            tag: "a b,\nc", start: .microseconds(1_000_400), length: .microseconds(999_200),
            histogram: Histogram(of: [.nanoseconds(1_234_567)]))
        // The end is at 1.9996 s.
        #expect(writer.line(interval).hasPrefix("Tag=a_b__c,1.000,1.000,1.235,HISTF"))
        #expect(writer.line(interval).hasSuffix("\n"))
    }

    @Test("are read again as they were, but for sum, least and greatest")
    func roundTrip() throws {
        var random = SeededGenerator()
        let intervals = intervals(&random)
        let log = writer.header() + intervals.map(writer.line).joined()
        for log in [log, log.split(separator: "\n").joined(separator: "\r\n")] {
            var reader = HistogramLogReader()
            let read = try reader.readLines(log)
            #expect(reader.startTime == writer.startTime)
            #expect(
                try read
                    == intervals.map { interval in
                        var kept = interval
                        kept.histogram = try Histogram(encoded: interval.histogram.encoded())
                        return kept
                    }, "seed \(random.seed)")
        }
    }

    @Test("are read by HdrHistogram's implementation in Python")
    func oursByTheirs() throws {
        var random = SeededGenerator()
        let intervals = intervals(&random)
        let log = writer.header(comments: ["Logged by a test"]) + intervals.map(writer.line).joined()
        let theirs = try HdrHistogramPython.run("read-log", [log])
        let ours = try intervals.map { interval in
            var interval = interval
            interval.histogram = try Histogram(encoded: interval.histogram.encoded())
            return said(interval, writer.startTime, noTag: "None")
        }
        #expect(theirs == ours, "seed \(random.seed)")
    }

    @Test("that HdrHistogram's implementation in Python wrote are read: no tags, times that are absolute")
    func theirsByOurs() throws {
        var random = SeededGenerator()
        let lines = (0..<3).map { second in
            let values = (0..<1000).map { _ in " \(Int64.random(in: 0..<1 << 40, using: &random)):1" }
            let start = 1_700_000_000_500 + 1000 * second
            return "\(start) \(start + 1000) 100 3600000000000 3" + values.joined()
        }
        let output = try HdrHistogramPython.run("write-log", lines)
        let end = try #require(output.firstIndex(of: ""))
        var reader = HistogramLogReader()
        let read = try reader.readLines(output[..<end].joined(separator: "\n"))
        #expect(reader.startTime == .milliseconds(1_700_000_000_500))
        #expect(
            read.map { said($0, reader.startTime, noTag: "None") } == Array(output[(end + 1)...]),
            "seed \(random.seed)")
    }

    @Test("that HdrHistogram's implementation in Java wrote are read")
    func javasByOurs() throws {
        let folder =
            #filePath.split(separator: "/").dropLast().map { "/" + $0 }.joined() + "/HdrHistogramJava/"
        var reader = HistogramLogReader()
        let read = try reader.readLines(text(of: folder + "log.hlog"))
        let said = read.map { self.said($0, reader.startTime, noTag: "null") }
        #expect(try said == text(of: folder + "contents.txt").split(separator: "\n").map(String.init))
        #expect(said.count == 6)
    }

    @Test("count times from the start where they are more than a year before it, as others do")
    func withoutBaseTime() throws {
        let line = writer.line(
            .init(tag: nil, start: .seconds(2), length: .seconds(1), histogram: Histogram()))
        var relative = HistogramLogReader()
        #expect(
            try relative.readLines("#[StartTime: 1700000000.000 (seconds since epoch), then]\n" + line)[0]
                .start
                == .seconds(2))
        var absolute = HistogramLogReader()
        #expect(
            try absolute.readLines("#[StartTime: 1.500 (seconds since epoch), then]\n" + line)[0].start
                == .milliseconds(500))
    }

    @Test("that are wrong are refused with the line and what is wrong about it")
    func wrong() {
        let line = writer.line(.init(tag: "a", start: .zero, length: .seconds(1), histogram: Histogram()))
        let payload = String(line.split(separator: ",")[4].dropLast())
        func expect(_ reason: HistogramLogError.Reason, _ wrong: String) {
            #expect(throws: HistogramLogError(line: 6, reason: reason), "\(wrong)") {
                var reader = HistogramLogReader()
                return try reader.readLines(writer.header() + line + wrong + "\n" + line)
            }
        }
        expect(.noInterval, "something")
        expect(.noInterval, "Tag=a")
        expect(.noInterval, "0.000,1.000,2.000")
        expect(.noInterval, "0.000,1.000,2.000,\(payload),3")
        expect(.noInterval, "Tag=a,0.000,1.000,2.000,\(payload),3")
        expect(.noNumber("x"), "x,1.000,2.000,\(payload)")
        expect(.noNumber("1.0.0"), "1.0.0,1.000,2.000,\(payload)")
        expect(.noNumber("+1"), "+1,1.000,2.000,\(payload)")
        expect(.noNumber(""), ",1.000,2.000,\(payload)")
        expect(.noNumber("99999999999999999999"), "99999999999999999999,1.000,2.000,\(payload)")
        expect(.noNumber("-1.000"), "0.000,-1.000,2.000,\(payload)")
        expect(.noNumber("much"), "0.000,1.000,much,\(payload)")
        expect(.noNumber("now"), "#[StartTime: now (seconds since epoch)]")
        expect(.histogram(.notBase64), "0.000,1.000,2.000,?")
        expect(.histogram(.truncated), "0.000,1.000,2.000,")
        expect(.histogram(.unknownCookie(0x1c84_9302)), "0.000,1.000,2.000,HISTAgAAAAA=")
    }

    @Test("at random crash nothing")
    func random() throws {
        var random = SeededGenerator()
        let log = Array((writer.header() + intervals(&random).prefix(2).map(writer.line).joined()).utf8)
        for _ in 0..<200 {
            var wrong = log
            for _ in 0..<Int.random(in: 1...5, using: &random) {
                wrong[Int.random(in: wrong.indices, using: &random)] = .random(in: 0...255, using: &random)
            }
            var reader = HistogramLogReader()
            do { _ = try reader.readLines(String(decoding: wrong, as: UTF8.self)) } catch {
                #expect((1...13).contains(error.line), "seed \(random.seed)")
            }
        }
    }

    private func text(of file: String) throws -> String { try String(contentsOfFile: file, encoding: .utf8) }
}
