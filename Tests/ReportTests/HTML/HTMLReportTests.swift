import FoundationEssentials
import Testing

@testable import Report

@Suite("An HTML report")
struct HTMLReportTests {
    private static func page(_ result: ResultDocument) -> String {
        String(decoding: HTMLReport(result).bytes, as: UTF8.self)
    }

    private static func whole() throws -> ResultDocument {
        try ResultDocument(Array(ResultDocumentTests.whole.utf8), file: "a.json")
    }

    @Test("says the verdict, its reason and every part")
    func parts() throws {
        let page = Self.page(try Self.whole())
        for part in [
            "<title>FAIL: alluxio-stress parallel-read</title>", "2 errors, 3 findings", "interrupted",
            "beware", "bytes 8,192 to 12,287 are run 4294967295&#39;s", "head -c 4096", "foreign", "no more",
            "id=\"findings\"", "id=\"errors\"", "id=\"left\"", "id=\"operations\"",
        ] {
            #expect(page.contains(part), "\(part)")
        }
        let tags = PageTags(page)
        #expect(tags.flaw == nil)
    }

    @Test("needs no network and runs no script")
    func alone() throws {
        let page = Self.page(try Self.whole())
        let names = Set(PageTags(page).names.compactMap { $0.split(whereSeparator: \.isWhitespace).first })
        #expect(names.isDisjoint(with: ["script", "img", "iframe", "object", "embed", "base", "form"]))
        #expect(page.contains("default-src 'none'"))
        #expect(!page.contains("url(") && !page.contains("@import"))
    }

    @Test("asks the browser to load it again only where it is told to")
    func renewal() throws {
        let result = try Self.whole()
        #expect(!Self.page(result).contains("http-equiv=\"refresh\""))
        let renewing = String(decoding: HTMLReport(result, renewedEvery: 2).bytes, as: UTF8.self)
        #expect(renewing.contains("<meta http-equiv=\"refresh\" content=\"2\">"))
    }

    @Test("gives a run at work no verdict")
    func atWork() throws {
        var result = try Self.whole()
        (result.verdict, result.reason) = (.pass, nil)
        let page = String(decoding: HTMLReport(result, renewedEvery: 2).bytes, as: UTF8.self)
        #expect(page.contains("<title>RUNNING: ") && !page.contains("PASS"))
    }

    @Test("says of a run at work that it warms up")
    func warmingUp() throws {
        var result = try Self.whole()
        result.totals.seconds = 0
        let page = { (result: ResultDocument) in
            String(decoding: HTMLReport(result, renewedEvery: 2).bytes, as: UTF8.self)
        }
        #expect(page(result).contains("It warms up: 1 file in 2.000\u{a0}s, "))
        result.totals.seconds = 0.1
        #expect(!page(result).contains("It warms up") && page(result).contains("The figures so far; "))
    }

    @Test(
        "has the same tags whatever a name or a message holds",
        arguments: [
            "<script>alert(1)</script>", "\"><b onclick=\"a\">'", "</style></title></svg>",
            "\u{202e}\u{0}\n&lt;",
        ])
    func hostile(text: String) throws {
        func page(_ text: String) throws -> String {
            var result = try Samples.full()
            Samples.replaceNames(in: &result, by: text)
            return Self.page(result)
        }
        let (plain, hostile) = (PageTags(try page("plain")), PageTags(try page(text)))
        #expect(hostile.names == plain.names)
        #expect(hostile.flaw == nil)
    }

    @Test("shows what each process did over time, also where the lists of one are not equally long")
    func processes() throws {
        let page = Self.page(try Samples.full())
        for chart in ["process-throughput", "process-latency", "process-map"] {
            #expect(page.contains("<figure id=\"\(chart)\">"), "\(chart)")
        }
    }

    @Test(
        "has an axis of time whose places differ, however short the run",
        arguments: [
            (0.000_4, "milliseconds"), (0.005, "milliseconds"), (0.07, "milliseconds"), (0.4, "milliseconds"),
            (1.2, "seconds"), (20, "seconds"), (600, "minutes"), (90_000, "hours"),
        ])
    func time(length: Double, unit: String) throws {
        var result = try Samples.full()
        result.intervals = [result.intervals[0]]
        result.intervals[0].seconds = length
        let axis = try #require(Timeline(result)).axis
        #expect(axis.title == "\(unit) since the load began")
        let labels = axis.ticks.map(\.label)
        #expect(Set(labels).count == labels.count && labels.count >= 5, "\(labels)")
        #expect(labels.dropFirst().allSatisfy { $0.contains(#/[1-9]/#) }, "\(labels)")
    }

    @Test(
        "says with the throughput that the intervals have pauses in them, where they have",
        arguments: [10.0, 7.5])
    func pauses(seconds: Double) throws {
        var result = try Samples.full()
        result.totals.seconds = seconds
        result.totals.bytesPerSecond = 1e6
        #expect(
            Self.page(result).contains("In the intervals are 2.500\u{a0}s between the iterations")
                == (seconds < 10))
    }

    @Test("stays below 2 MB, and says how much more there is")
    func bounded() throws {
        let result = try Samples.huge()
        let page = HTMLReport(result).bytes
        #expect(page.count < 2_000_000, "\(page.count) bytes")
        let text = String(decoding: page, as: UTF8.self)
        #expect(text.contains("99,800 more findings, not shown here"))
        #expect(text.contains("256 of the 4,096 processes"))
        #expect(PageTags(text).flaw == nil)
    }
}
