import CommandLineOptions
import StressTest

/// What `parallel-write` writes: generated data, or a local file's bytes.
enum ContentOptions {
    static let source = Option(
        "src", .text("FILE"), help: "A local file that every process writes, instead of generated data.")
    /// As much as the blocks of generated data can be numbered.
    static let size = Option(
        "size", .size(0...(1 << 44)), default: 5 << 20,
        help: "The size of generated data, in which every 16 bytes say where they belong.")
    static let run = Option(
        "run", .number(1...Int(UInt32.max)),
        help: "The number of the run, which generated data and marks bear; without it a random one.")

    /// The source file, where there is one.
    static func sourceFile(_ options: ParsedOptions) throws(UsageError) -> SourceFile? {
        guard options.isGiven(size) else { return try SourceOptions.file(source, options) }
        guard !options.isGiven(source) else {
            throw options.error(
                size, "is of generated data, but --src gives a file to write: give one of the two")
        }
        return nil
    }

    /// - Parameter source: what `sourceFile` gave.
    static func content(_ source: SourceFile?, _ options: ParsedOptions, run: UInt32) throws(UsageError)
        -> Content
    {
        if let source { return .source(source) }
        let node = options[FileOptions.node]
        guard let number = node.number else {
            throw options.error(
                FileOptions.node,
                "'\(node)' is no number from 0 to 4095 without leading zeros, and generated data holds the node's number: give one, or write a file with --src"
            )
        }
        return .generated(run: run, node: number, length: options[size])
    }

    /// That which all nodes of a launched run have, or else that of the command line, or a random one.
    static func run(_ options: ParsedOptions, _ launched: LaunchedRun?) -> UInt32 {
        launched?.run ?? options[run].map { UInt32($0) } ?? Session.randomRun()
    }
}
