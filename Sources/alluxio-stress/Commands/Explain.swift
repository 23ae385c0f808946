import CommandLineOptions
import OSThreads
import Report
import SelfDescribingData

/// `explain`: says of local files what their bytes are.
struct Explain: Command {
    private static let json = Option(
        "json", .text("FILE"),
        help: "Writes a JSON object for each file to this one, each on a line; - is standard output.")

    static let syntax = CommandSyntax(
        name: "explain",
        summary: "says of local files what their bytes are",
        discussion: [
            "Finds generated data in any file, such as a copy, a block from a worker's disk or a file of the under store, at any place in it, and says of each run of its bytes which file they are of and where they belong in it. Nothing is made or changed."
        ],
        operands: Operands("FILE", help: "A local file; several are explained one after the other."),
        groups: [OptionGroup("Output", [json])],
        examples: ["alluxio-stress explain data/5mb.txt --json pieces.json"])

    private let files: [LocalPath]
    private let output: OutputFile?

    init(_ options: ParsedOptions, _ invocation: Invocation) throws(UsageError) {
        files = options.operands.map(LocalPath.init)
        for file in files {
            switch file.kind {
            case .absent: throw UsageError("there is no file '\(file.text)'")
            case .folder: throw UsageError("'\(file.text)' is a folder")
            case .hidden(let why): throw UsageError("'\(file.text)' \(why)")
            case .other: throw UsageError("'\(file.text)' is no file")
            case .file: break
            }
            do { _ = try LocalFile(file.text) } catch { throw UsageError(error.description) }
        }
        output = try OutputOptions.file(
            Self.json, options, sparing: RunFiles.operands(files, what: "a file to explain"))
    }

    func run() -> Int32 {
        let console = Console(loudness: .normal, isOutputTaken: output?.path == "-", showsProgress: false)
        do {
            if let output {
                try output.write { add in for file in files { try explain(file, console, json: add) } }
            } else {
                for file in files { _ = try explain(file, console, pieces: { _ in }) }
            }
            return ExitStatus.pass
        } catch {
            console.error("explain: \(error)")
            return ExitStatus.fail
        }
    }

    /// Prints the table, and hands on the JSON as it is made.
    private func explain(_ path: LocalPath, _ console: Console, json add: ([UInt8]) throws -> Void) throws {
        var json = try PieceJSON(path: path.text)
        let length = try explain(
            path, console,
            pieces: { pieces in
                for piece in pieces { try json.add(piece) }
                try add(json.take())
            })
        json.end(length: length)
        try add(json.take())
    }

    /// Prints the table, and hands on its pieces; how long the file is, in bytes.
    private func explain(_ path: LocalPath, _ console: Console, pieces take: ([Piece]) throws -> Void) throws
        -> Int64
    {
        let file = try LocalFile(path.text)
        let table = PieceTable(length: file.length)
        console.say("\(path.text):\n\(table.header)")

        var explainer = Explainer()
        var length: Int64 = 0
        func tell(_ pieces: [Piece]) throws {
            guard !pieces.isEmpty else { return }
            console.say(pieces.map(table.row).joined(separator: "\n"))
            try take(pieces)
        }
        try file.forEachPart { part in
            length += Int64(part.count)
            try tell(explainer.explain(part))
        }
        try tell(explainer.finish())
        return length
    }
}
