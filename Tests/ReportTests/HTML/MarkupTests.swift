import Testing

@testable import Report

@Suite("Markup")
struct MarkupTests {
    private static func escaped(_ text: String) -> String { ("\(text)" as Markup).text }

    @Test(
        "escapes what is put into it",
        arguments: [
            ("plain", "plain"), ("", ""), ("a & b", "a &amp; b"), ("<b>", "&lt;b&gt;"),
            ("\"'", "&quot;&#39;"), ("&lt;", "&amp;lt;"), ("Zürich 東京 🚲", "Zürich 東京 🚲"),
            ("a\u{0}b\u{1b}[31m\u{7f}\u{9b}", "a\\0b\\u{1B}[31m\\u{7F}\\u{009B}"),
            ("two\nlines\tof", "two\\nlines\\tof"), ("\u{202e}gnp.exe", "\\u{202E}gnp.exe"),
            ("a\u{2028}b\u{feff}c", "a\\u{2028}b\\u{FEFF}c"),
        ])
    func escaping(text: String, escaped: String) {
        #expect(Self.escaped(text) == escaped)
        let attribute: Markup = "<a title=\"\(text)\">"
        #expect(attribute.text == "<a title=\"\(escaped)\">")
    }

    @Test("takes markup, coordinates and nothing as they are")
    func others() {
        let part: Markup = "<b>\("<")</b>"
        let none: Markup? = nil
        let whole: Markup = "\(part)|\([part, part])|\(none)|\(1.005)|\(-0.004)|\(-12.5)|\(3.0)|\(Double.nan)"
        #expect(whole.text == "<b>&lt;</b>|<b>&lt;</b><b>&lt;</b>||1|0|-12.5|3|0")
        #expect(("\(Double.infinity)\(1e300)" as Markup).text == "010000000")
    }

    @Test("clips a long text in its middle, and no short one")
    func clipping() {
        #expect(Escaping.clipped("0123456789", to: 10) == "0123456789")
        #expect(Escaping.clipped("0123456789a", to: 10) == "01234…6789a")
        // One character to a reader, and as long as one likes.
        let tower = "o" + String(repeating: "\u{301}", count: 10_000)
        #expect(Escaping.clipped(tower, to: 100).unicodeScalars.count == 101)
    }
}
