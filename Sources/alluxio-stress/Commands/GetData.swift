import CommandLineOptions
import Glibc
import OSThreads

/// `get-data`: makes a text file that is the same on every machine.
struct GetData: Command {
    private static let output = Option(
        "output", .text("FILE"), default: SourceOptions.sampleFile,
        help: "The file to make, with the folder it stands in.")
    private static let size = Option("size", .size(0...(1 << 30)), default: 5 << 20, help: "Its size.")
    private static let force = Option.switch("force", help: "Replaces a file that is there.")

    static let syntax = CommandSyntax(
        name: "get-data",
        summary: "makes data/5mb.txt, a text that is the same on every machine",
        groups: [OptionGroup("What is made", [output, size, force])],
        examples: ["alluxio-stress get-data"])

    private let path: LocalPath
    private let bytes: [UInt8]
    private let replaces: Bool

    init(_ options: ParsedOptions, calledAs: CompatibleName?) throws(UsageError) {
        path = LocalPath(options[Self.output])
        bytes = SampleText.bytes(count: Int(options[Self.size]))
        replaces = options[Self.force]
        switch path.kind {
        case .folder: throw options.error(Self.output, "'\(path.text)' is a folder")
        case .hidden(let why): throw options.error(Self.output, "'\(path.text)' \(why)")
        case .other: throw options.error(Self.output, "'\(path.text)' is no file")
        case .absent where path.parent.kind == .absent && path.parent.parent.kind != .folder:
            throw options.error(Self.output, "there is no folder '\(path.parent.parent.text)'")
        case .file where !replaces && !isThere:
            throw options.error(
                Self.output, "'\(path.text)' is there already and holds something else; --force replaces it")
        default: break
        }
    }

    func run() -> Int32 {
        if isThere {
            Console.write("\(path.text) is there already, all \(bytes.count) bytes of it", to: 1)
            return ExitStatus.pass
        }
        do {
            if mkdir(path.parent.text, 0o777) != 0, errno != EEXIST {
                throw SystemError(doing: "make the folder \(path.parent.text)")
            }
            try WholeFile(path.text).write(bytes)
            Console.write("made \(path.text), \(bytes.count) bytes", to: 1)
            return ExitStatus.pass
        } catch {
            Console.write("get-data: \(error)", to: 2)
            return ExitStatus.fail
        }
    }

    /// Whether the file holds just these bytes.
    private var isThere: Bool { (try? WholeFile(path.text).holds(bytes)) ?? false }
}
