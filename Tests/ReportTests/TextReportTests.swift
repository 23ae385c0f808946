import Testing

@testable import Report

@Suite("The text of a result")
struct TextReportTests {
    /// Of the document that has something of everything, its load's course told, too.
    private static func report(width: Int = 80, isVerbose: Bool = false, changes: [(String, String)] = [])
        throws -> TextReport
    {
        var text = ResultDocumentTests.whole
        let told: [(String, String)] = [
            (
                #""requirements" : ["#,
                #""requirements" : [{"met": true, "requirement": "errorCount < 3", "unit": "count", "value": 2},"#
            ),
            (#""value" : null"#, #""value" : 0.29"#),
            (#""seconds" : 0, "slowest""#, #""seconds" : 2, "slowest""#),
            (#""slowest" : null"#, #""slowest" : {"bytesPerSecond" : 12.3e6, "process" : 3}"#),
            (#""fastest" : {"bytesPerSecond" : 60, "#, #""fastest" : {"bytesPerSecond" : 18.42e6, "#),
            (#""bytesPerSecond" : 16, "#, #""bytesPerSecond" : 345.6e6, "#),
        ]
        for (part, other) in told + changes {
            #expect(text.contains(part), "\(part)")
            text = text.replacing(part, with: other)
        }
        return TextReport(
            try ResultDocument(Array(text.utf8), file: "a.json"), isVerbose: isVerbose, width: width)
    }

    @Test("tells how the load went")
    func course() throws {
        let lines = try Self.report().summary.map(\.description)
        for line in [
            "warm-up, not in these figures: 2.000 s, 1 file, 1 byte",
            "rate: 9.50 files/s begun of 10.0 asked for, 1 file late, 1 file not begun",
            "first process done after 1.500 s: 345.6 MB/s until then",
            "slowest process_3: 12.3 MB/s, fastest process_0: 18.4 MB/s",
            "required errorCount < 3: it is 2",
        ] {
            #expect(lines.contains(line), "\(line) is not in \(lines)")
        }
    }

    @Test("says nothing of a rate, a warm-up and processes apart where there are none")
    func plain() throws {
        let alone = try Self.report(changes: [
            (
                #""pace" : {"achieved" : 9.5, "begun" : 5, "behind" : 1, "due" : 6, "rate" : 10}"#,
                #""pace" : null"#
            ),
            (#""warmup" : {"#, #""other" : {"#), (#""firstDone" : {"#, #""other" : {"#),
            (#""fastest" : {"#, #""another" : {"#),
        ])
        let lines = alone.summary.map(\.description)
        #expect(lines.contains { $0.hasPrefix("3 files, 12 bytes in 2.000 s ") }, "\(lines)")
        #expect(!lines.contains { $0.contains(#/^(warm-up|rate|first process|slowest)/#) }, "\(lines)")
    }

    @Test("has what went wrong stand out, and is else the same without colours")
    func colours() throws {
        let report = try Self.report()
        let lines = (report.summary + report.problems() + [report.verdict]).map { $0.coloured() }
        for part in [
            "\u{1b}[33mwarning:\u{1b}[0m beware",
            "error: 2 x \u{1b}[1;31minternal\u{1b}[0m of read: no more (first: /a)",
            "(\u{1b}[1;31mforeign\u{1b}[0m), 2 times", "\u{1b}[33mleft behind:\u{1b}[0m /a",
            "required read.p99 < 1ms: \u{1b}[1;31mNOT MET:\u{1b}[0m 290.00 ms",
            "\u{1b}[1;31mFAIL\u{1b}[0m (2 errors, 3 findings) interrupted: 3 files read, 2 checked, 12 bytes",
        ] {
            #expect(lines.contains { $0.contains(part) }, "\(part) is not in \(lines)")
        }
        #expect(lines.contains { $0.contains(#/^read  +4  +\e\[1;31m2\e\[0m  /#) }, "\(lines)")
    }

    @Test(
        "has its verdict green, red or yellow",
        arguments: [
            ("pass", "\u{1b}[1;32mPASS\u{1b}[0m (2"), ("fail", "\u{1b}[1;31mFAIL\u{1b}[0m (2"),
            ("not-started", "\u{1b}[33mNOT STARTED\u{1b}[0m: 2"),
        ])
    func verdict(verdict: String, text: String) throws {
        let report = try Self.report(changes: [(#""verdict" : "fail""#, #""verdict" : "\#(verdict)""#)])
        #expect(report.verdict.coloured().hasPrefix(text))
    }

    @Test("has its sentences wrapped on a terminal, and whole elsewhere; what is for a shell is always whole")
    func wrapped() throws {
        let long = String(repeating: "beware ", count: 30)
        let report = try Self.report(changes: [(#""beware""#, #""\#(long)""#)])
        let whole = report.problems().map(\.description)
        let wrapped = report.problems(within: 60).map(\.description)
        #expect(whole.contains { $0.hasPrefix("warning: beware ") && $0.count > 200 }, "\(whole)")
        let shell = whole.filter { $0.hasPrefix("    $ ") }
        #expect(!shell.isEmpty && wrapped.filter { $0.hasPrefix("    $ ") } == shell, "\(wrapped)")
        #expect(wrapped.allSatisfy { $0.count <= 60 || $0.hasPrefix("    $ ") }, "\(wrapped)")
        #expect(wrapped.count > whole.count)
        let words = { (lines: [String]) in lines.flatMap { $0.split(separator: " ") } }
        #expect(words(wrapped) == words(whole))
    }

    @Test("has the more of each process the wider the terminal is")
    func processes() throws {
        let narrow = try Self.report(isVerbose: true).summary.map(\.description)
        #expect(
            narrow.contains { $0.contains(#/^process  files  bytes  errors  findings  MB\/s  p99  max$/#) },
            "\(narrow)")
        let wide = try Self.report(width: 120, isVerbose: true).summary.map(\.description)
        #expect(wide.contains { $0.contains(#/findings  MB\/s  p50  p99  max$/#) }, "\(wide)")
    }
}
