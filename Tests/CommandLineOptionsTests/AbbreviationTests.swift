import CommandLineOptions
import Testing

@Suite("Under a compatible name")
struct AbbreviationTests {
    private let compatibility = Compatibility(
        abbreviated: ["wall", "coats", "color", "help"], defaults: ["wall": "north"])

    @Test("options may be shortened as far as they are unique among the script's own")
    func unique() throws {
        let options = try Paint.parse("--w south --coa=3 --col dark_blue", compatibility: compatibility)
        #expect(options[Paint.wall] == "south")
        #expect(options[Paint.coats] == 3)
        #expect(options[Paint.color] == .darkBlue)
    }

    @Test("a short form that could be two is told both")
    func ambiguous() {
        #expect(Paint.refusal("--co 3", compatibility: compatibility) == "--co could be --coats or --color")
    }

    @Test("newer options have no short form")
    func newer() {
        let message = Paint.refusal("--dry", compatibility: compatibility)
        #expect(message?.hasPrefix("paint has no option --dry;") == true)
    }

    @Test("newer options are taken in full")
    func newerInFull() throws {
        #expect(try Paint.parse("--dry-run", compatibility: compatibility)[Paint.dryRun])
    }

    @Test("the script's own defaults hold, below the environment")
    func defaults() throws {
        #expect(try Paint.parse("", compatibility: compatibility)[Paint.wall] == "north")
        let options = try Paint.parse(
            "", environment: ["ALLUXIO_STRESS_WALL": "south"], compatibility: compatibility)
        #expect(options[Paint.wall] == "south")
    }

    @Test("and under no other, nothing is shortened")
    func otherwise() {
        #expect(Paint.refusal("--wall a --coa 3")?.hasPrefix("paint has no option --coa") == true)
    }
}
