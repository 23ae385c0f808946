import Testing

@testable import Report

@Suite("Figures as comma-separated values")
struct FigureTableTests {
    @Test("have a row each, with what a comma, a quote or a line's end is in between quotes")
    func quoting() throws {
        var result = try NodeResults.result(node: "1", seed: 1)
        result.reason = "so, \"or\"\r\nelse"
        let text = String(decoding: FigureTable([("a,b.json", result)]).bytes, as: UTF8.self)
        #expect(text.hasPrefix("file,section,name,figure,value,unit\r\n"))
        #expect(text.contains("\r\n\"a,b.json\",run,,reason,\"so, \"\"or\"\"\r\nelse\",\r\n"))
        #expect(text.contains("\r\n\"a,b.json\",totals,,clientCPUSeconds,0.01,s\r\n"))
        #expect(text.contains("\r\n\"a,b.json\",errors,internal of read,count,2,\r\n"))
        #expect(text.hasSuffix("\r\n"))
    }

    @Test("are of every file, one after the other")
    func files() throws {
        let result = try NodeResults.result(node: "1", seed: 1)
        let text = String(decoding: FigureTable([("a", result), ("b", result)]).bytes, as: UTF8.self)
        let rows = text.split(separator: "\r\n").dropFirst()
        #expect(rows.filter { $0.hasPrefix("a,") }.count == rows.filter { $0.hasPrefix("b,") }.count)
        #expect(rows.allSatisfy { $0.hasPrefix("a,") || $0.hasPrefix("b,") })
    }
}
