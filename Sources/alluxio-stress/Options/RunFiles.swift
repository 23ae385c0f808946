import CommandLineOptions
import StressTest

/// The local files that a run reads or makes, which its result must not take the place of.
struct RunFiles {
    /// What is read or added to, and what it is to the run.
    private var inputs: [(what: String, path: LocalPath)] = []
    private var copies: LocalPath?
    /// Those that are read as a source, by the option's name.
    private(set) var sources: [(option: String, file: SourceFile)] = []

    static let none = RunFiles()

    static func input(_ file: SourceFile?, of option: some AnyOption) -> RunFiles {
        var files = RunFiles()
        let name = option.declaration.name
        if let file {
            files.inputs = [("the file of --\(name)", LocalPath(file.path))]
            files.sources = [(name, file)]
        }
        return files
    }

    /// - Parameter what: one of them is to the command.
    static func operands(_ paths: [LocalPath], what: String) -> RunFiles {
        var files = RunFiles()
        files.inputs = paths.map { (what, $0) }
        return files
    }

    func with(_ path: String?, of option: some AnyOption) -> RunFiles {
        var files = self
        if let path { files.inputs.append(("the file of --\(option.declaration.name)", LocalPath(path))) }
        return files
    }

    func with(_ paths: [String], of option: some AnyOption) -> RunFiles {
        paths.reduce(self) { $0.with($1, of: option) }
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
        let folder = target.parent
        guard let copies,
            copies.isSame(as: folder) && Self.isNameOfCopy(target.name)
                || copies.isSame(as: folder.parent) && FileLayout.process(named: folder.name) != nil
                    && Self.isNameOfCopy(target.name)
        else { return nil }
        return "is the place of a copy in '\(copies.text)'"
    }

    /// `process_P` or `file_F`, or with a dot before and `.part` after it.
    private static func isNameOfCopy(_ name: String) -> Bool {
        let isPart = name.hasPrefix(".") && name.hasSuffix(".part")
        let bare = isPart ? name.dropFirst().dropLast(".part".count) : name[...]
        return FileLayout.process(named: bare) != nil || FileLayout.file(named: bare) != nil
    }
}
