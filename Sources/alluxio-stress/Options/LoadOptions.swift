import CommandLineOptions

/// How much is done at once, and how often.
enum LoadOptions {
    static let iterations = Option(
        "iteration", .number(1...16_777_215), default: 1,
        help: "Every process does its file so many times; all start each time together.")
    static let processes = Option(
        "nprocess", .number(1...4096), default: 1, help: "Processes at work at once.")
    static let verifiers = Option(
        "nprocess", .number(1...4096), default: 4, help: "Files verified at once.")
}
