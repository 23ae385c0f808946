import CommandLineOptions
import FoundationEssentials
import Report
import StressTest

/// What a rank tells of itself before anything is sent or written: all of them must be about to do the same.
struct Introduction: Codable, Equatable {
    /// A local file that is read as a source.
    struct Source: Codable, Equatable {
        var option: String
        var length: Int64
        var digest: UInt64

        /// Reads all of the file.
        init(_ file: SourceFile, of option: String) throws {
            self.option = option
            length = file.length
            digest = try file.digest()
        }
    }

    /// The options that may differ from rank to rank.
    private static let ownOptions: Set<String> = ["node"]

    var version: String
    var command: String
    var options: [String: String]
    var sources: [Source] = []
    var host: String
    /// Why this rank can't take part; nil where it can.
    var failure: String?

    var node: String? { options["node"] }

    /// What is different here from what rank 0 tells, each in words; empty where nothing is.
    func differences(from first: Introduction) -> [String] {
        if version != first.version { return ["is version \(version), and that of rank 0 \(first.version)"] }
        if command != first.command { return ["was called as \(command), and rank 0 as \(first.command)"] }
        return optionDifferences(from: first) + sourceDifferences(from: first)
    }

    private func optionDifferences(from first: Introduction) -> [String] {
        Set(options.keys).union(first.options.keys).subtracting(Self.ownOptions).sorted().compactMap { name in
            let (own, other) = (options[name], first.options[name])
            guard own != other else { return nil }
            return "has \(Self.words(name, own)), and rank 0 \(Self.words(name, other))"
        }
    }

    private static func words(_ name: String, _ value: String?) -> String {
        value.map { "--\(name) \($0)" } ?? "no --\(name)"
    }

    private func sourceDifferences(from first: Introduction) -> [String] {
        zip(sources, first.sources).compactMap { own, other in
            guard own != other else { return nil }
            let (length, otherLength) = (Numbers.whole(own.length), Numbers.whole(other.length))
            return "has another file of --\(own.option) than rank 0: "
                + (own.length == other.length
                    ? "of the same length, \(length) bytes, with other bytes"
                    : "of \(length) bytes, and not of \(otherLength)")
        }
    }

    var encoded: [UInt8] {
        get throws { Array(try JSONEncoder().encode(self)) }
    }

    init(_ command: String, _ options: ParsedOptions, sources: [Source]) {
        version = Program.version
        self.command = command
        self.options = options.texts
        self.sources = sources
        host = Host.name
    }

    init(_ bytes: [UInt8]) throws { self = try JSONDecoder().decode(Self.self, from: Data(bytes)) }
}
