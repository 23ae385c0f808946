/// Where JSON is written to; `-` is standard output.
struct JSONFile: Sendable {
    var path: String

    /// Writes all of it under its name at once. Throws where it can't be.
    func write(_ bytes: [UInt8]) throws {
        if path == "-" {
            try WholeFile.write(bytes, to: 1, named: "standard output")
        } else {
            try WholeFile(path).write(CollectionOfOne(bytes))
        }
    }
}
