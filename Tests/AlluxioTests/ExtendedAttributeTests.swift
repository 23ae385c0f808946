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
