import CommandLineOptions
import StressTest

/// The local files that a run reads or makes, which its result must not take the place of.
struct RunFiles {
    /// What is read or added to, and what it is to the run.
    private var inputs: [(what: String, path: LocalPath)] = []
    private var copies: LocalPath?

    static let none = RunFiles()

    static func input(_ file: SourceFile?, of option: some AnyOption) -> RunFiles {
        var files = RunFiles()
        if let file { files.inputs = [("the file of --\(option.declaration.name)", LocalPath(file.path))] }
        return files
    }

    static func operands(_ paths: [LocalPath]) -> RunFiles {
        var files = RunFiles()
        files.inputs = paths.map { ("a file to explain", $0) }
        return files
    }

    func with(_ path: String?, of option: some AnyOption) -> RunFiles {
        var files = self
        if let path { files.inputs.append(("the file of --\(option.declaration.name)", LocalPath(path))) }
        return files
    }

    func with(_ copies: LocalCopies?) -> RunFiles {
        var files = self
        files.copies = copies.map { LocalPath($0.folder) }
        return files
    }

    /// What a file at this path would destroy; nil where it is nothing of the run's.
    func taken(by path: LocalPath) -> String? {
        if let input = inputs.first(where: { $0.path.isSame(as: path) || $0.path.isSamePlace(as: path) }) {
            return "is \(input.what)"
        }
        let target = path.target
        guard let copies, copies.isSame(as: target.parent), Self.isNameOfCopy(target.name) else { return nil }
        return "is the place of a copy in '\(copies.text)'"
    }

    /// `process_P`, or `.process_P.part`.
    private static func isNameOfCopy(_ name: String) -> Bool {
        let (begin, end) = name.hasPrefix(".") ? (".process_", ".part") : ("process_", "")
        guard name.hasPrefix(begin), name.hasSuffix(end) else { return false }
        let number = name.dropFirst(begin.count).dropLast(end.count)
        return !number.isEmpty && number.allSatisfy { $0.isASCII && $0.isNumber }
    }
}
