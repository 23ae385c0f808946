import FoundationEssentials
import TestSupport
import Testing

@testable import Alluxio

/// What nobody asks for is passed over by its quotes and brackets alone.
@Suite("What a listing's reader skips", .timeLimit(.minutes(20)))
struct SkippingTests {
    @Test("may be any JSON: what stands around it is read as by a JSON decoder")
    func anyJSON() throws {
        var texts = RandomJSON()
        for _ in 0..<1000 {
            let body = Self.listing(&texts)
            let decoded = try JSONDecoder().decode([FileSummary].self, from: Data(body))
            #expect(
                FileSummary.list(body) == decoded, "\(texts.seed): \(String(decoding: body, as: UTF8.self))")
        }
    }

    @Test("is no listing where it was cut off")
    func cutOff() {
        var texts = RandomJSON()
        for _ in 0..<20 {
            let body = Self.listing(&texts)
            for count in body.indices {
                #expect(
                    FileSummary.list(Array(body[..<count])) == nil,
                    "\(texts.seed): \(String(decoding: body[..<count], as: UTF8.self))")
            }
        }
    }

    @Test("ends where its own brackets do, wherever in a block of bytes they stand")
    func places() {
        for count in 0..<200 {
            let filler = String(repeating: "x", count: count)
            for nested in [
                "[\"\(filler)\"]", "[\"\(filler)\\\"]\"]", "{\"\(filler)\\\\\":[\"]\"]}",
                "[\"\(filler)\\\\\\\"]\",{}]",
                "[\"\(filler)]{\",[[]],{}]",
            ] {
                let body = Array("[\(Self.status(before: nested, after: nested))]".utf8)
                #expect(FileSummary.list(body)?.map(\.length) == [5], "\(nested)")
            }
        }
    }

    /// Statuses with any JSON before and after what is read of each.
    private static func listing(_ texts: inout RandomJSON) -> [UInt8] {
        let statuses = (0..<texts.count(upTo: 3)).map { _ in
            status(before: texts.value(depth: 4), after: texts.value(depth: 4))
        }
        return Array("[\(statuses.joined(separator: ","))]".utf8)
    }

    private static func status(before: String, after: String) -> String {
        """
        {"before":\(before),"completed":true,"creationTimeMs":1,"folder":false,"inAlluxioPercentage":100,"length":5,\
        "after":\(after),"mountPoint":false,"name":"n","path":"/n","persisted":false,"pinned":false,\
        "persistenceState":"LOST","last":\(after)}
        """
    }
}

/// JSON of RFC 8259 whose strings are full of what means something outside of them.
private struct RandomJSON {
    private var random = SeededGenerator()
    var seed: String { "seed \(random.seed)" }

    mutating func count(upTo most: Int) -> Int { Int.random(in: 0...most, using: &random) }

    mutating func value(depth: Int) -> String {
        switch count(upTo: depth == 0 ? 2 : 5) {
        case 0: string()
        case 1: ["0", "-12.5e+3", "17", "1E2"].randomElement(using: &random) ?? ""
        case 2: ["true", "false", "null"].randomElement(using: &random) ?? ""
        case 3: "[" + elements { $0.value(depth: depth - 1) } + "]"
        default: "{" + elements { $0.string() + $0.space() + ":" + $0.value(depth: depth - 1) } + "}"
        }
    }

    private mutating func elements(_ element: (inout RandomJSON) -> String) -> String {
        let elements = (0..<count(upTo: 4)).map { _ in space() + element(&self) + space() }
        return elements.isEmpty ? space() : elements.joined(separator: ",")
    }

    private mutating func string() -> String {
        let pieces = [
            "a", "_y", "{", "}", "[", "]", ",", ":", "é", "☃", #"\""#, #"\\"#, #"\/"#, #"\u005d"#, #"\n"#,
            "xxxxxxxxx",
        ]
        let most = [3, 20, 80].randomElement(using: &random) ?? 0
        return "\"" + (0..<count(upTo: most)).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
            + "\""
    }

    private mutating func space() -> String {
        ["", "", "", " ", "\n\t "].randomElement(using: &random) ?? ""
    }
}
