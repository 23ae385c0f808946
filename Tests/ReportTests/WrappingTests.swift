import TestSupport
import Testing

@testable import Report

@Suite("A sentence on a terminal")
struct WrappingTests {
    private static func lines(_ text: String, _ width: Int?) -> [String] {
        StyledText(text).wrapped(within: width).map(\.description)
    }

    @Test("is wrapped at its width between words, and what follows stands further in")
    func wrapped() {
        let text = "warning: the rate of 25 files a second could not be held"
        #expect(Self.lines(text, 56) == [text])
        #expect(
            Self.lines(text, 30) == [
                "warning: the rate of 25 files", "    a second could not be held",
            ])
        #expect(
            Self.lines(text, 20) == [
                "warning: the rate of", "    25 files a", "    second could not", "    be held",
            ])
    }

    @Test("is whole where it goes to no terminal")
    func whole() {
        let text = String(repeating: "word ", count: 100)
        #expect(Self.lines(text, nil) == [text])
    }

    @Test("has no word broken, however long")
    func longWord() {
        let path = "/" + String(repeating: "a", count: 50)
        #expect(Self.lines("finding: \(path): there is", 20) == ["finding:", "    \(path):", "    there is"])
        #expect(Self.lines(path, 20) == [path])
    }

    @Test("keeps its styles, and a word that has several")
    func styles() {
        let text = StyledText("finding: /a: nothing (") + StyledText("missing", .bad) + StyledText(")")
        let lines = text.wrapped(within: 24)
        #expect(lines.map(\.description) == ["finding: /a: nothing", "    (missing)"])
        #expect(lines[1].coloured() == "    (\u{1b}[1;31mmissing\u{1b}[0m)")
        let verdict = StyledText("NOT STARTED", .notable) + StyledText(": nothing answers")
        #expect(
            verdict.wrapped(within: 20).map { $0.coloured() } == [
                "\u{1b}[33mNOT STARTED\u{1b}[0m: nothing", "    answers",
            ])
    }

    @Test("loses no word at any width, and is no wider but for a word that is")
    func anything() {
        var random = SeededGenerator()
        for _ in 0..<300 {
            let words = (0..<Int.random(in: 1...20, using: &random)).map { _ in
                String(
                    (0..<Int.random(in: 1...12, using: &random)).map { _ in
                        "ab日é".randomElement(using: &random) ?? "a"
                    })
            }
            let text = words.joined(separator: " ")
            let width = Int.random(in: 1...60, using: &random)
            let lines = StyledText(text).wrapped(within: width)
            let shown = "seed \(random.seed), width \(width): \(lines)"
            #expect(
                lines.flatMap { $0.description.split(separator: " ").map(String.init) } == words, "\(shown)")
            for line in lines where line.columns > width {
                #expect(line.description.split(separator: " ").count == 1, "\(shown)")
            }
        }
    }
}
