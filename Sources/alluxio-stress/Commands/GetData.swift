import CommandLineOptions
import Glibc
import OSThreads

/// `get-data`: makes a text file that is the same on every machine.
struct GetData: Command {
    private static let output = Option(
        "output", .text("FILE"), default: SourceOptions.sampleFile,
        help: "The file to make. The folder it stands in is made, too, if that one's own parent is there.")
    private static let size = Option("size", .size(0...(1 << 40)), default: 5 << 20, help: "Its size.")
    private static let force = Option.switch("force", help: "Replaces a file that is there.")

    static let syntax = CommandSyntax(
        name: "get-data",
        summary: "makes data/5mb.txt, a text that is the same on every machine",
        groups: [OptionGroup("What is made", [output, size, force])],
        examples: ["alluxio-stress get-data"])

    private let path: LocalPath
    private let size: Int64
    /// Whether the file holds just this text already.
    private let isThere: Bool
    /// The folder to be made; nil where it is there.
    private let madeFolder: LocalPath?

    init(_ options: ParsedOptions, _ invocation: Invocation) throws(UsageError) {
        path = LocalPath(options[Self.output])
        size = options[Self.size]
        switch path.kind {
        case .folder: throw options.error(Self.output, "'\(path.text)' is a folder")
        case .hidden(let why): throw options.error(Self.output, "'\(path.text)' \(why)")
        case .other: throw options.error(Self.output, "'\(path.text)' is no file")
        case .absent: isThere = false
        case .file: isThere = try Self.isRight(path, size, options)
        }
        // Where a link leads, if it is one.
        let folder = path.target.parent
        madeFolder = folder.kind == .absent ? folder : nil
        let changed = madeFolder?.parent ?? folder
        guard isThere || changed.kind == .folder && changed.isWritable else {
            throw options.error(Self.output, "'\(path.text)' can't be written: \(changed.whyNotWritable)")
        }
    }

    /// Whether the file that is there holds the text. Throws where it doesn't and is not to be replaced.
    private static func isRight(_ path: LocalPath, _ size: Int64, _ options: ParsedOptions)
        throws(UsageError) -> Bool
    {
        do {
            if try WholeFile(path.text).holds(SampleText(count: size), count: size) { return true }
        } catch {
            guard options[force] else { throw options.error(output, error.description) }
        }
        guard options[force] else {
            throw options.error(
                output, "'\(path.text)' is there already and holds something else; --force replaces it")
        }
        return false
    }

    func run() -> Int32 {
        if isThere {
            Console.write("\(path.text) is there already, all \(size) bytes of it", to: 1)
            return ExitStatus.pass
        }
        // A signal that ended the program at once would leave a part of the file.
        TerminationSignals.block()
        do {
            try make()
            Console.write("made \(path.text), \(size) bytes", to: 1)
            return ExitStatus.pass
        } catch {
            if let madeFolder { rmdir(madeFolder.text) }
            Console.write("get-data: \(error)", to: 2)
            return (error as? Interrupted).map { ExitStatus.signal($0.signal) } ?? ExitStatus.fail
        }
    }

    private func make() throws {
        if let madeFolder, mkdir(madeFolder.text, 0o777) != 0, errno != EEXIST {
            throw SystemError(doing: "make the folder \(madeFolder.text)")
        }
        try WholeFile(path.text).write { add in
            for piece in SampleText(count: size) {
                if let signal = TerminationSignals.wait(until: .now) { throw Interrupted(signal: signal) }
                try add(piece)
            }
        }
    }

    private struct Interrupted: Error, CustomStringConvertible {
        let signal: Int32
        var description: String { "interrupted: no file was made" }
    }
}
