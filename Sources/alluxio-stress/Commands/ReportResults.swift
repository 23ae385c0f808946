import CommandLineOptions
import Glibc
import OSThreads
import Report
import StressTest

/// `report`: shows, compares and merges result files.
struct ReportResults: Command {
    private enum Format: String, CaseIterable {
        case text
        case json
        case html
        case csv
    }

    /// What becomes of the files.
    private enum Content {
        case result(ResultDocument)
        case comparisons([Comparison])
    }

    private static let merge = Option.switch(
        "merge", help: "Adds them up to one result: those of one command on several nodes.")
    private static let format = Option(
        "format", .choice, default: Format.text,
        help:
            "How it is printed. html is a page of one result, or of the sum; csv is one table of file, section, name, figure, value and unit, with a row for each figure of each file."
    )
    private static let json = Option(
        "json", .text("FILE"),
        help: "Writes the JSON of it to this file besides; - is standard output.")

    private static let requirements = Option.texts(
        "require", "FIGURE<VALUE",
        help:
            "What the one result, or the sum of --merge, must come up to, as of a run. May be given several times; one that is not met makes the verdict fail."
    )

    static let syntax = CommandSyntax(
        name: "report",
        summary: "shows, compares and merges the result files of --json",
        discussion: [
            "Of one file it shows what the run showed. Of several it holds each against the first: figures, their change, and whether a change is beyond the spread, which is what the seconds of the runs differ by among themselves: B / A times the root of the sum of the squares of both relative standard deviations; unknown where a run has fewer than three intervals, or of a call a percentile, of which intervals keep number and mean alone. With --merge it adds them up: percentiles are then those of all operations together, and times lie side by side by the machines' clocks, or with --start-at by the proxy's.",
            "Exit status: that of the worst verdict among the files: 0 pass, 1 fail, 3 not started. 2 where a file is no result.",
        ],
        operands: Operands("FILE", help: "A result that --json of a run wrote."),
        groups: [
            OptionGroup("What is done with them", [merge, requirements]),
            OptionGroup("Output", [format, json, OutputOptions.quiet, OutputOptions.verbose]),
        ],
        examples: [
            "alluxio-stress report before.json after.json",
            "alluxio-stress report --merge node-1.json node-2.json --json all.json --require 'bytesPerSecond > 5GB'",
        ])

    private let results: [(file: String, result: ResultDocument)]
    private let content: Content
    private let format: Format
    private let output: OutputFile?
    private let console: Console

    init(_ options: ParsedOptions, _ invocation: Invocation) throws(UsageError) {
        let files = options.operands.map(LocalPath.init)
        var results: [(file: String, result: ResultDocument)] = []
        let read = inParallel(files) { file in Result { () throws(UsageError) in try Self.read(file) } }
        for (file, result) in zip(files, read) { results.append((file.text, try result.get())) }
        let required = try options.requirements(Self.requirements)
        if options[Self.merge] {
            do throws(UnmergeableResults) {
                content = .result(try ResultMerge(results).document.held(to: required))
            } catch {
                throw UsageError(error.description)
            }
        } else if results.count == 1 {
            content = .result(results[0].result.held(to: required))
        } else if required.isEmpty {
            content = .comparisons(results.dropFirst().map { Comparison(results[0], $0) })
        } else {
            throw options.error(
                Self.requirements, "is for one result: one file, or several with --merge")
        }
        self.results = results
        format = options[Self.format]
        // What the environment names is where runs leave the results that are read here.
        output =
            options.isOnLine(Self.json)
            ? try OutputOptions.file(
                Self.json, options, sparing: RunFiles.operands(files, what: "a file to report")) : nil
        if options[OutputOptions.quiet], options[OutputOptions.verbose] {
            throw options.error(OutputOptions.quiet, "goes not with --verbose")
        }
        if format != .text, output?.isOutput == true {
            throw options.error(Self.json, "standard output is what --format \(format.rawValue) goes to")
        }
        if format == .html, case .comparisons = content {
            throw options.error(
                Self.format,
                "html shows one result: one file, or several with --merge; comparisons are text, json or csv")
        }
        console = Console(
            loudness: options[OutputOptions.quiet]
                ? .quiet : options[OutputOptions.verbose] ? .verbose : .normal,
            isOutputTaken: output?.isOutput == true, showsProgress: false)
    }

    /// In bytes. Findings without end, added up over nodes, may take some.
    private static let longestResult = 256 << 20

    private static func read(_ path: LocalPath) throws(UsageError) -> ResultDocument {
        switch path.kind {
        case .absent: throw UsageError("there is no file '\(path.text)'")
        case .folder: throw UsageError("'\(path.text)' is a folder")
        case .hidden(let why): throw UsageError("'\(path.text)' \(why)")
        // A pipe is as good: `report <(ssh node cat result.json)`.
        case .file, .other: break
        }
        do {
            return try ResultDocument(LocalFile(path.text).bytes(atMost: longestResult), file: path.text)
        } catch let error as LocalFile.TooLong {
            throw UsageError("\(error), and no result")
        } catch {
            throw UsageError("\(error)")
        }
    }

    func run() -> Int32 {
        do {
            if output?.isReplaceable == true { try output?.write(encoded) }
            switch (format, content) {
            case (.text, _): showText()
            case (.json, _): try Self.print(encoded)
            case (.csv, _): try Self.print(table.bytes)
            case (.html, .result(let result)): try Self.print(HTMLReport(result).bytes)
            case (.html, .comparisons): break
            }
            // Who reads it may come late, or never.
            if output?.isReplaceable == false { try output?.write(encoded) }
        } catch {
            console.error("report: \(error)")
            return ExitStatus.fail
        }
        return status
    }

    private static func print(_ bytes: [UInt8]) throws { try OutputFile(path: "-").write(bytes) }

    private var encoded: [UInt8] {
        get throws {
            switch content {
            case .result(let result): try result.encoded()
            case .comparisons(let comparisons): try Comparison.encoded(comparisons)
            }
        }
    }

    private var table: FigureTable {
        switch content {
        case .result(let result): FigureTable([(results.count == 1 ? results[0].file : "merged", result)])
        case .comparisons: FigureTable(results)
        }
    }

    private func showText() {
        switch content {
        case .result(let result):
            let text = TextReport(
                result, isVerbose: console.loudness == .verbose, width: console.width)
            for line in text.summary { console.say(line) }
            for line in text.problems(within: console.errorWidth) { console.error(line) }
            console.always(sentence: text.verdict)
        case .comparisons(let comparisons):
            for (number, comparison) in comparisons.enumerated() {
                if number > 0 { console.always(StyledText("")) }
                for line in ComparisonText(comparison, width: console.width).lines { console.always(line) }
            }
        }
    }

    /// Of the worst verdict.
    private var status: Int32 {
        let verdicts: [RunResult.Verdict] =
            switch content {
            case .result(let result): [result.verdict]
            case .comparisons: results.map(\.result.verdict)
            }
        if verdicts.contains(.fail) { return ExitStatus.fail }
        return verdicts.contains(.notStarted) ? ExitStatus.notStarted : ExitStatus.pass
    }
}
