import FoundationEssentials
import TestSupport
import Testing

@testable import Alluxio

@Suite("Extended attributes")
struct ExtendedAttributeTests {
    @Test("are found by their names, whichever was set first")
    func names() {
        var attributes: ExtendedAttributes = ["b": [2], "a": [1], "b": [3]]
        #expect(attributes.values == ["a": [1], "b": [3]])
        #expect(
            attributes == ["a": [1], "b": [3]] && attributes == ExtendedAttributes(["b": [3], "a": [1]]))
        attributes["c"] = []
        attributes["a"] = [4, 5]
        attributes["none"] = nil
        #expect(attributes["a"] == [4, 5] && attributes["b"] == [3] && attributes["c"] == [])
        #expect(attributes["none"] == nil)
        attributes["b"] = nil
        #expect(attributes == ["c": [], "a": [4, 5]])
    }

    @Test("are the same after they were set and taken away at random as a dictionary is")
    func random() {
        var random = SeededGenerator()
        let seed = random.seed
        var (attributes, values) = (ExtendedAttributes(), [String: [UInt8]]())
        for _ in 0..<1000 {
            let name = String(UInt8.random(in: 0...30, using: &random), radix: 2)
            let value = Bool.random(using: &random) ? [UInt8.random(in: 0...255, using: &random)] : nil
            (attributes[name], values[name]) = (value, value)
            #expect(attributes == ExtendedAttributes(values) && attributes[name] == value, "seed \(seed)")
        }
        #expect(attributes.values == values, "seed \(seed)")
    }
}

@Suite("Base64")
struct Base64Tests {
    @Test("is Foundation's for any bytes, and gives them back")
    func encoding() {
        var random = SeededGenerator()
        let seed = random.seed
        for count in 0..<200 {
            let data = (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
            let text = Base64.encode(data)
            #expect(Data(text) == Data(data).base64EncodedData(), "seed \(seed)")
            #expect(Base64.decode(text[...]) == data, "seed \(seed)")
        }
    }

    @Test("that is damaged is never read as something else than Foundation reads")
    func damaged() {
        var random = SeededGenerator()
        let seed = random.seed
        for _ in 0..<5000 {
            let data = (0..<Int.random(in: 0...8, using: &random)).map { _ in
                UInt8.random(in: 0...255, using: &random)
            }
            var text = Base64.encode(data)
            for _ in 0..<Int.random(in: 1...2, using: &random) {
                let place = Int.random(in: 0...text.count, using: &random)
                let byte = Array("=A+ z-\n\u{7f}".utf8).randomElement(using: &random) ?? 0
                if place < text.count, Bool.random(using: &random) {
                    text[place] = byte
                } else {
                    text.insert(byte, at: place)
                }
            }
            // Foundation takes padding that is not due, too.
            guard let decoded = Base64.decode(text[...]) else { continue }
            #expect(
                Data(base64Encoded: Data(text)) == Data(decoded),
                "seed \(seed): \(String(decoding: text, as: UTF8.self))")
        }
    }

    @Test(
        "is refused with another digit, or without the padding that is due",
        arguments: ["A", "AA", "AAA", "AAAA=", "AA=", "A===", "====", "AA=A", "AA A", "AA-_", "AAAé"])
    func refused(text: String) {
        #expect(Base64.decode(Array(text.utf8)[...]) == nil)
    }
}
