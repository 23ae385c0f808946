/// Where JSON is written to; `-` is standard output.
struct JSONFile: Sendable {
    var path: String

    /// Writes all of it under its name at once. Throws where it can't be.
    func write(_ bytes: [UInt8]) throws { try write { add in try add(bytes) } }

    /// The same of what `body` adds, piece by piece; a file gets its name when `body` is done.
    func write(_ body: (_ add: ([UInt8]) throws -> Void) throws -> Void) throws {
        if path == "-" {
            try body { try WholeFile.write($0, to: 1, named: "standard output") }
        } else {
            try WholeFile(path).write(body)
        }
    }
}
