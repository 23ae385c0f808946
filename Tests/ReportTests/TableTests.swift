import TestSupport
import Testing

@testable import Report

@Suite("A table")
struct TableTests {
    private static func table(_ rows: [[String]]) -> Table {
        var table = Table([
            Table.Column(title: "name"), Table.Column(title: "count"), Table.Column(title: "p50", rank: 2),
            Table.Column(title: "mean", rank: 3, leastWidth: 40), Table.Column(title: "max", rank: 1),
        ])
        for row in rows { table.add(row) }
        return table
    }

    private static func text(_ rows: [[String]], _ width: Int) -> [String] {
        table(rows).lines(within: width).map(\.description)
    }

    private static let rows = [
        ["read", "1", "2 ms", "3 ms", "4 ms"], ["open-file", "1,000", "-", "-", "-"],
    ]

    @Test("has its first column to the left and the others to the right, and its header dim")
    func aligned() {
        #expect(
            Self.text(Self.rows, 80) == [
                "name       count   p50  mean   max", "read           1  2 ms  3 ms  4 ms",
                "open-file  1,000     -     -     -",
            ])
        let coloured = Self.table(Self.rows).lines(within: 80).map { $0.coloured() }
        #expect(coloured[0].contains("\u{1b}[2mcount\u{1b}[0m") && !coloured[1].contains("\u{1b}"))
    }

    @Test("leaves out columns where there is no room, those that matter least first")
    func narrow() {
        #expect(Self.text(Self.rows, 39)[0] == "name       count   p50   max")
        #expect(Self.text(Self.rows, 28)[0] == "name       count   p50   max")
        #expect(Self.text(Self.rows, 27)[0] == "name       count   max")
        #expect(Self.text(Self.rows, 21)[0] == "name       count")
        #expect(Self.text(Self.rows, 1)[0] == "name       count")
    }

    @Test("is aligned by what characters take on a terminal")
    func columns() {
        #expect(
            Self.text([["名前", "1", "", "", ""], ["e\u{301}", "2", "", "", ""]], 15).map(Columns.count)
                == [11, 11, 11])
    }

    @Test(
        "knows how wide text is",
        arguments: [("", 0), ("read", 4), ("é", 1), ("e\u{301}", 1), ("名前", 4), ("😀", 2), ("a名", 3)])
    func width(text: String, columns: Int) { #expect(Columns.count(text) == columns) }

    @Test("of operations fits 80 columns, with counts of a long run, and a wide terminal has more")
    func operations() throws {
        let latency =
            #"{"max":175.13,"mean":0.1,"min":0.1,"p50":0.175,"p90":0.175,"p99":99.99,"p999":0.0001751}"#
        func operation(_ count: Int) -> String {
            #"{"bytes":1,"count":\#(count),"errors":123456,"latency":\#(latency),"latencyOfErrors":null,"service":\#(latency)}"#
        }
        let text = ResultDocumentTests.whole.replacing(
            #""operations" : {"#,
            with:
                #""operations" : {"create-directory": \#(operation(123_456_789)), "write-file": \#(operation(1)),"#
        )
        let result = try ResultDocument(Array(text.utf8), file: "a.json")
        let lines = OperationTable.lines(result.operations, width: 80).map(\.description)
        #expect(lines.allSatisfy { $0.count <= 80 }, "\(lines)")
        #expect(lines[0].hasPrefix("operation ") && lines[0].hasSuffix("max"))
        #expect(lines.contains { $0.hasPrefix("  service  ") && $0.hasSuffix("  175 s") }, "\(lines)")
        let usual = OperationTable.lines(result.operations.filter { $0.key != "create-directory" }, width: 80)
        #expect(usual[0].description.contains(/errors +p50 +p90 +p99 +p99.9 +max$/))
        let wide = OperationTable.lines(result.operations, width: 120).map(\.description)
        #expect(wide[0].contains(/errors +min +mean +p50 +p90 +p99 +p99.9 +max$/))
    }
}
