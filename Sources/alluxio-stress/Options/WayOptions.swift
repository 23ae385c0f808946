import CommandLineOptions
import StressTest

/// The ways to read files that ask no proxy: Alluxio's own shell, and a folder that shows its tree.
enum WayOptions {
    static let home = Option(
        "home", .text("FOLDER"),
        help: "The home of an Alluxio: files are read with FOLDER/bin/alluxio fs cat, and no proxy is asked.")

    static let mount = Option(
        "mount", .text("FOLDER"),
        help:
            "A local folder that shows Alluxio's tree: a FUSE mount, or the under store's folder, where what was persisted is verified. No proxy is asked."
    )

    static func way(_ options: ParsedOptions) throws(UsageError) -> VerifyPlan.Way {
        if let folder = options[mount] { return try .mount(folder: mounted(folder, options)) }
        guard let folder = options[home] else { return .proxy }
        let shell = LocalPath("\(folder)/bin/alluxio")
        if case .hidden(let why) = shell.kind { throw options.error(home, "'\(shell.text)' \(why)") }
        guard shell.kind == .file, shell.isExecutable else {
            throw options.error(home, "there is no program '\(shell.text)' in it")
        }
        return .shell(home: folder)
    }

    private static func mounted(_ folder: String, _ options: ParsedOptions) throws(UsageError) -> String {
        guard options[home] == nil else {
            throw options.error(mount, "is one way to read files and --home another: give one of the two")
        }
        switch LocalPath(folder).kind {
        case .folder: return folder
        case .hidden(let why): throw options.error(mount, "'\(folder)' \(why)")
        case .absent, .file, .other: throw options.error(mount, "there is no local folder '\(folder)'")
        }
    }
}
