import OSThreads
import TestSupport

/// HdrHistogram's Python implementation, asked through `hdrhistogram.py`.
enum HdrHistogramPython {
    struct Failure: Error, CustomStringConvertible {
        var description: String
    }

    private static let package = #filePath.split(separator: "/").dropLast(4).map { "/" + $0 }.joined()

    /// The lines that the script prints for a file of these lines. It takes the thread until then.
    static func run(_ command: String, _ lines: [String]) throws -> [String] {
        let folder = try TemporaryFolder()
        let file = try folder.write(Array(lines.joined(separator: "\n").utf8), to: "lines")
        let python = try Subprocess(
            "\(package)/.build/python/bin/python",
            ["\(package)/Tests/MeasurementTests/hdrhistogram.py", command, file])
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 64 << 10, alignment: 1)
        defer { buffer.deallocate() }
        var output: [UInt8] = []
        while let count = try python.read(into: buffer), count > 0 { output += buffer[..<count] }
        let text = String(decoding: output, as: UTF8.self)
        guard python.wait() == .exited(0) else {
            throw Failure(description: "hdrhistogram.py (`make deps` installs what it needs): \(text)")
        }
        return text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
    }
}
