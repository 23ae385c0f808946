import CommandLineOptions
import Glibc

/// What the system hands to a program as bytes, as text: what is not UTF-8 would become another file's name by being
/// repaired.
enum ProgramText {
    /// This process's command line, beginning with what the program was called as.
    static func arguments() throws(UsageError) -> [String] {
        var arguments: [String] = []
        for place in 0..<Int(CommandLine.argc) {
            guard let bytes = CommandLine.unsafeArgv[place] else { continue }
            guard let text = String(validatingCString: bytes) else {
                throw UsageError(notText: String(cString: bytes), after: arguments.last)
            }
            arguments.append(text)
        }
        return arguments
    }

    /// This process's variables. Those of the program must be text; others that are not are left out.
    static func environment() throws(UsageError) -> [String: String] {
        var variables: [String: String] = [:]
        var next = environ
        while let line = next.pointee {
            next += 1
            guard let text = String(validatingCString: line) else {
                let name = String(cString: line).prefix { $0 != "=" }
                guard !name.hasPrefix(CommandSyntax.variablePrefix) else {
                    throw UsageError("\(name): its value is not UTF-8")
                }
                continue
            }
            let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            if parts.count == 2 { variables[String(parts[0])] = String(parts[1]) }
        }
        return variables
    }
}

extension UsageError {
    /// - Parameter text: the argument, repaired.
    fileprivate init(notText text: String, after before: String?) {
        let option = text.hasPrefix("--") ? String(text.prefix { $0 != "=" }) : before ?? ""
        let subject = option.hasPrefix("--") ? option : "'\(text)'"
        self.init("\(subject): what was given is not UTF-8, which paths and names here must be")
    }
}
