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
    private let output: JSONFile?

    init(_ options: ParsedOptions, calledAs: CompatibleName?) throws(UsageError) {
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
        output = try OutputOptions.file(Self.json, options, sparing: RunFiles.operands(files))
    }

    func run() -> Int32 {
        let console = Console(loudness: .normal, isOutputTaken: output?.path == "-", showsProgress: false)
        do {
            let documents = try files.map { try explain($0, console) }
            try output?.write(documents.flatMap { $0 })
            return ExitStatus.pass
        } catch {
            console.error("explain: \(error)")
            return ExitStatus.fail
        }
    }

    /// Prints the table; the JSON, if it is asked for.
    private func explain(_ path: LocalPath, _ console: Console) throws -> [UInt8] {
        let file = try LocalFile(path.text)
        let table = PieceTable(length: file.length)
        var json = try output.map { _ in try PieceJSON(path: path.text) }
        console.say("\(path.text):\n\(table.header)")

        var explainer = Explainer()
        var length: Int64 = 0
        func tell(_ pieces: [Piece]) throws {
            guard !pieces.isEmpty else { return }
            console.say(pieces.map(table.row).joined(separator: "\n"))
            for piece in pieces { try json?.add(piece) }
        }
        try file.forEachPart { part in
            length += Int64(part.count)
            try tell(explainer.explain(part))
        }
        try tell(explainer.finish())
        json?.end(length: length)
        return json?.bytes ?? []
    }
}
