import CommandLineOptions
import Testing

@Suite("The help of a command")
struct HelpTextTests {
    private let lines = Paint.syntax.help(program: "painter").split(
        separator: "\n", omittingEmptySubsequences: false)

    @Test(
        "names every option with its value, default and whether it is required",
        arguments: [
            "  --wall NAME  (required)", "  --coats N  (default 2)", "  --area SIZE  (default 64KB)",
            "  --drying-time TIME", "  --color RED|DARK_BLUE  (default RED)", "  --dry-run", "  --help",
        ])
    func options(line: String) { #expect(lines.contains(Substring(line))) }

    @Test("says what each does")
    func texts() {
        for text in ["The wall to paint.", "How often.", "How much of it.", "Between coats."] {
            #expect(lines.contains("      \(text)"))
        }
    }

    @Test("begins with what the command does, and ends with an example")
    func summaryAndExample() {
        #expect(lines.first == "painter paint: paints a wall")
        #expect(lines.suffix(2) == ["Example:", "  painter paint --wall north"])
    }

    @Test("fits 80 columns")
    func width() { #expect(lines.allSatisfy { $0.count <= 80 }) }
}

@Suite("The nearest name")
struct NearestNameTests {
    private let names = ["parallel-write", "parallel-read", "verify-write", "verify-read", "serve", "clean"]

    @Test(
        "is the one with the fewest letters wrong",
        arguments: [
            ("paralel-read", "parallel-read"), ("parallel_write", "parallel-write"), ("sevre", "serve"),
            ("claen", "clean"), ("verify-wirte", "verify-write"), ("cleanup", "clean"),
        ])
    func near(text: String, name: String) { #expect(nearestName(to: text, among: names) == name) }

    @Test("is none where all are far", arguments: ["drill", "x", ""])
    func far(text: String) { #expect(nearestName(to: text, among: names) == nil) }
}
