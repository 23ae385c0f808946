import CommandLineOptions
import Testing

@Suite("A command line")
struct ParsingTests {
    @Test("gives a value after a space or after =", arguments: ["--coats 3", "--coats=3"])
    func values(text: String) throws {
        let options = try Paint.parse("--wall north " + text)
        #expect(options[Paint.wall] == "north")
        #expect(options[Paint.coats] == 3)
        #expect(options.isGiven(Paint.coats))
    }

    @Test("leaves the defaults of what it doesn't name")
    func defaults() throws {
        let options = try Paint.parse("--wall north")
        #expect(options[Paint.coats] == 2)
        #expect(options[Paint.area] == 65_536)
        #expect(options[Paint.drying] == nil)
        #expect(options[Paint.color] == .red)
        #expect(!options[Paint.dryRun])
        #expect(!options.isGiven(Paint.coats))
    }

    @Test("that repeats an option means the last")
    func repeated() throws { #expect(try Paint.parse("--wall a --coats 3 --coats 4")[Paint.coats] == 4) }

    @Test("gives a value with = in it, or an empty one")
    func equals() throws {
        #expect(try Paint.parse("--wall=a=b")[Paint.wall] == "a=b")
        #expect(Paint.refusal("--wall=") == "--wall: nothing is given; it needs NAME")
    }

    @Test("gives words that are no options to a command that takes some")
    func operands() throws {
        let walls = Paint.ofWalls
        func parse(_ words: String...) throws(UsageError) -> ParsedOptions? {
            if case .options(let options) = try walls.parse(words) { options } else { nil }
        }
        let options = try parse("north", "--coats", "3", "a b", "--", "--coats", "--help")
        #expect(options?.operands == ["north", "a b", "--coats", "--help"])
        #expect(options?[Paint.coats] == 3)
        #expect(throws: UsageError.self) { try parse("--coats", "3") }
        #expect(throws: UsageError.self) { try parse("-north") }
        #expect(try Paint.parse("--wall north").operands == [])
    }

    @Test("takes a switch without a value only")
    func switches() throws {
        #expect(try Paint.parse("--dry-run --wall a")[Paint.dryRun])
        #expect(
            Paint.refusal("--wall a --dry-run=1") == "--dry-run takes no value: it is on when it is given")
    }

    @Test(
        "that is wrong is told what would be right",
        arguments: [
            ("--wall", "--wall needs a value: --wall NAME"),
            ("--wall --coats 3", "--wall needs a value: --wall NAME"),
            ("", "--wall is required: The wall to paint."),
            ("--wall a --coats x", "--coats: 'x' is not a whole number from 1 to 9"),
            ("--wall a --coats 0", "--coats: '0' is not a whole number from 1 to 9"),
            ("--wall a --coats -1", "--coats: '-1' is not a whole number from 1 to 9"),
            ("--wall a --coats +3", "--coats: '+3' is not a whole number from 1 to 9"),
            ("--wall a --coats 3.0", "--coats: '3.0' is not a whole number from 1 to 9"),
            (
                "--wall a --coats 99999999999999999999",
                "--coats: '99999999999999999999' is not a whole number from 1 to 9"
            ),
            ("north", "'north' is not an option: options begin with --"),
            ("-w north", "'-w' is not an option: options begin with --"),
            ("--", "'--' is not an option: options begin with --"),
            ("--wall a --color green", "--color: 'green' is none of RED, DARK_BLUE"),
        ])
    func refused(line: String, message: String) { #expect(Paint.refusal(line) == message) }

    @Test(
        "with an unknown option is told the nearest one",
        arguments: [
            ("--wal a", "wall"), ("--coat 2", "coats"), ("--colour RED", "color"), ("--dryrun", "dry-run"),
            ("--drying 3s", "drying-time"), ("--aera 1", "area"), ("--hlep", "help"),
        ])
    func didYouMean(line: String, name: String) throws {
        let message = try #require(Paint.refusal(line))
        #expect(message.hasPrefix("paint has no option --"))
        #expect(message.hasSuffix("; did you mean --\(name)?"))
    }

    @Test("with an option like no other gets no guess")
    func noGuess() { #expect(Paint.refusal("--zebra") == "paint has no option --zebra") }

    @Test(
        "asks for help wherever --help stands before what is wrong",
        arguments: ["--help", "--wall a --help --zebra", "-h"])
    func help(line: String) throws {
        let words = line.split(separator: " ").map(String.init)
        guard case .help = try Paint.syntax.parse(words) else {
            Issue.record("\(line) gives no help")
            return
        }
    }

    @Test("chooses in any case of letters", arguments: ["DARK_BLUE", "dark_blue", "Dark_Blue"])
    func choices(text: String) throws {
        #expect(try Paint.parse("--wall a --color \(text)")[Paint.color] == .darkBlue)
    }
}
