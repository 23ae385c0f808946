/// What an option has the program write to; `-` is standard output.
struct OutputFile: Sendable {
    var path: String

    var isOutput: Bool { path == "-" }

    /// Nil where it is standard output.
    var localPath: String? { isOutput ? nil : path }

    /// Whether what is written next takes the place of what was written before.
    var isReplaceable: Bool { !isOutput && LocalPath(path).kind != .other }

    /// Writes all of it under its name at once. Throws where it can't be.
    func write(_ bytes: [UInt8]) throws { try write { add in try add(bytes) } }

    /// The same of what `body` adds, piece by piece; a file gets its name when `body` is done.
    func write(_ body: (_ add: ([UInt8]) throws -> Void) throws -> Void) throws {
        if isOutput {
            try body { try WholeFile.write($0, to: 1, named: "standard output") }
        } else {
            try WholeFile(path).write(body)
        }
    }
}
