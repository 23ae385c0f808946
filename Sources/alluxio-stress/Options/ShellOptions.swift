import CommandLineOptions
import StressTest

/// The second way to read files: Alluxio's own shell.
enum ShellOptions {
    static let home = Option(
        "home", .text("FOLDER"),
        help: "The home of an Alluxio: files are read with FOLDER/bin/alluxio fs cat, and no proxy is asked.")

    static func way(_ options: ParsedOptions) throws(UsageError) -> VerifyPlan.Way {
        guard let folder = options[home] else { return .proxy }
        let shell = LocalPath("\(folder)/bin/alluxio")
        if case .hidden(let why) = shell.kind { throw options.error(home, "'\(shell.text)' \(why)") }
        guard shell.kind == .file, shell.isExecutable else {
            throw options.error(home, "there is no program '\(shell.text)' in it")
        }
        return .shell(home: folder)
    }
}
