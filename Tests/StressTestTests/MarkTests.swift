import Testing

@testable import StressTest

@Suite("Marks")
struct MarkTests {
    @Test("are the contract's text, and read back")
    func text() {
        let mark = Mark(
            run: 4_294_967_295, node: "rack-1.a_b", process: 17, file: 0, version: 3, length: 5_242_880)
        #expect(String(decoding: mark.bytes, as: UTF8.self) == "1 4294967295 rack-1.a_b 17 0 3 5242880")
        #expect(Mark(mark.bytes) == mark)
    }

    @Test(
        "of another form are none",
        arguments: [
            "", "1", "2 1 n 0 0 1 5", "1 x n 0 0 1 5", "1 1 n 0 0 1", "1 1 n 0 0 1 5 6", "1 1 n 0 0 1 ",
            "1 1 n 0 0 1 5 ", " 1 1 n 0 0 1 5", "1  1 n 0 0 1 5", "1 4294967296 n 0 0 1 5", "1 -1 n 0 0 1 5",
            "1 1 n 0x1 0 1 5", "1 1 n 0 0 9223372036854775808 5", "11 1 n 0 0 1 5",
        ])
    func malformed(_ text: String) {
        #expect(Mark(Array(text.utf8)) == nil)
    }
}

@Suite("Node names")
struct NodeNameTests {
    @Test("that are taken", arguments: ["1", "0", "node-1.rack_2", String(repeating: "x", count: 64), "..."])
    func valid(_ text: String) { #expect(NodeName(text)?.description == text) }

    @Test(
        "that are refused",
        arguments: ["", ".", "..", "a/b", "a b", "é", String(repeating: "x", count: 65), "a\u{0}"])
    func invalid(_ text: String) { #expect(NodeName(text) == nil) }
}
