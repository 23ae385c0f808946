import CommandLineOptions
import Testing

@Suite("The environment")
struct EnvironmentTests {
    @Test("stands over a default, and the command line over it")
    func precedence() throws {
        let environment = ["ALLUXIO_STRESS_COATS": "5", "ALLUXIO_STRESS_WALL": "south"]
        let options = try Paint.parse("--wall north", environment: environment)
        #expect(options[Paint.coats] == 5)
        #expect(options[Paint.wall] == "north")
    }

    @Test("is not looked at where the command line says it, or asks for help")
    func outranked() throws {
        let environment = ["ALLUXIO_STRESS_COATS": "ten"]
        #expect(try Paint.parse("--wall a --coats 3", environment: environment)[Paint.coats] == 3)
        guard case .help = try Paint.syntax.parse(["--help"], environment: environment) else {
            Issue.record("no help")
            return
        }
    }

    @Test("is told from the command line")
    func origin() throws {
        let options = try Paint.parse("--wall north", environment: ["ALLUXIO_STRESS_COATS": "5"])
        #expect(options.isGiven(Paint.wall) && options.isOnLine(Paint.wall))
        #expect(options.isGiven(Paint.coats) && !options.isOnLine(Paint.coats))
        #expect(!options.isGiven(Paint.drying) && !options.isOnLine(Paint.drying))
    }

    @Test("gives what is required")
    func required() throws {
        #expect(try Paint.parse("", environment: ["ALLUXIO_STRESS_WALL": "south"])[Paint.wall] == "south")
    }

    @Test("names options in capitals with _, and switches 1 or 0")
    func names() throws {
        let environment = ["ALLUXIO_STRESS_DRYING_TIME": "5m", "ALLUXIO_STRESS_DRY_RUN": "1"]
        let options = try Paint.parse("--wall a", environment: environment)
        #expect(options[Paint.drying] == .seconds(300))
        #expect(options[Paint.dryRun])
        #expect(try !Paint.parse("--wall a", environment: ["ALLUXIO_STRESS_DRY_RUN": "0"])[Paint.dryRun])
    }

    @Test("may name options that the command lacks")
    func others() throws {
        _ = try Paint.parse("--wall a", environment: ["ALLUXIO_STRESS_ITERATION": "x", "COATS": "x"])
    }

    @Test(
        "that is wrong is named by its variable",
        arguments: [
            ("ALLUXIO_STRESS_COATS", "ten", "'ten' is not a whole number from 1 to 9"),
            ("ALLUXIO_STRESS_DRY_RUN", "yes", "'yes' is neither 1 nor 0"),
        ])
    func refused(variable: String, text: String, reason: String) {
        #expect(Paint.refusal("--wall a", environment: [variable: text]) == "\(variable): \(reason)")
    }

    @Test("gives by other programs' variables what nothing else does, the first that is there")
    func otherVariables() throws {
        let wall = Paint.wall.orElse(from: ["SIDE", "ROOM"])
        let syntax = CommandSyntax(
            name: "paint", summary: "paints a wall", groups: [OptionGroup("What", [wall])], examples: [])
        let parse = { (line: [String], environment: [String: String]) -> String? in
            guard case .options(let options) = try syntax.parse(line, environment: environment) else {
                return nil
            }
            return options[wall]
        }
        #expect(try parse([], ["ROOM": "2", "SIDE": "left"]) == "left")
        #expect(try parse([], ["ROOM": "2", "ALLUXIO_STRESS_WALL": "south"]) == "south")
        #expect(try parse(["--wall", "north"], ["ROOM": "2"]) == "north")
        #expect(throws: UsageError.self) { try parse([], [:]) }
    }

    @Test("gives by other programs' variables only with the options that these need")
    func neededOptions() throws {
        let area = Paint.area.orElse(from: ["METRES"], with: ["wall"])
        let wall = Option("wall", .text("NAME"), help: "A wall.") as Option<String?>
        let syntax = CommandSyntax(
            name: "paint", summary: "paints", groups: [OptionGroup("What", [area, wall])], examples: [])
        let parse = { (line: [String], environment: [String: String]) -> Int64? in
            guard case .options(let options) = try syntax.parse(line, environment: environment) else {
                return nil
            }
            return options[area]
        }
        #expect(try parse([], ["METRES": "3"]) == 64 << 10)
        #expect(try parse(["--wall", "north"], ["METRES": "3"]) == 3)
        #expect(try parse([], ["METRES": "3", "ALLUXIO_STRESS_WALL": "north"]) == 3)
    }
}
