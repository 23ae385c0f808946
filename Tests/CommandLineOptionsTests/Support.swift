import CommandLineOptions
import Testing

enum Color: String, CaseIterable {
    case red = "RED"
    case darkBlue = "DARK_BLUE"
}

/// A command with an option of every kind.
enum Paint {
    static let wall = Option.required("wall", .text("NAME"), help: "The wall to paint.")
    static let coats = Option("coats", .number(1...9), default: 2, help: "How often.")
    static let area = Option("area", .size(1...(1 << 40)), default: 64 << 10, help: "How much of it.")
    static let drying = Option("drying-time", .duration, help: "Between coats.") as Option<Duration?>
    static let color = Option("color", .choice, default: Color.red, help: "Of what color.")
    static let dryRun = Option.switch("dry-run", help: "Only says what would be painted.")

    static let syntax = CommandSyntax(
        name: "paint", summary: "paints a wall",
        discussion: [
            String(repeating: "A wall is painted from the top to the bottom, and left to dry. ", count: 4)
        ],
        groups: [
            OptionGroup("What is painted", [wall, coats, area, color]),
            OptionGroup("How", [drying, dryRun]),
        ],
        examples: ["painter paint --wall north"])

    /// The same of any number of walls.
    static let ofWalls = CommandSyntax(
        name: "paint", summary: "paints walls", operands: Operands("WALL", help: "A wall to paint."),
        groups: [OptionGroup("How", [coats])], examples: ["painter paint north south"])

    static func parse(
        _ line: String, environment: [String: String] = [:], compatibility: Compatibility? = nil
    ) throws(UsageError) -> ParsedOptions {
        let words = line.split(separator: " ").map(String.init)
        let parsed = try syntax.parse(words, environment: environment, compatibility: compatibility)
        guard case .options(let options) = parsed else { throw UsageError("that asks for help") }
        return options
    }

    /// What is said against a line; nil where it is taken.
    static func refusal(
        _ line: String, environment: [String: String] = [:], compatibility: Compatibility? = nil
    ) -> String? {
        do {
            _ = try parse(line, environment: environment, compatibility: compatibility)
            return nil
        } catch {
            return error.description
        }
    }
}
