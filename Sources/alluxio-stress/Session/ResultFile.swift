import Glibc
import OSThreads
import Report
import StressTest

/// The file that a result is written to; `-` is standard output.
struct ResultFile: Sendable {
    var path: String

    /// Writes the result under its name at once. Throws where it can't be.
    func write(_ result: RunResult) throws {
        let bytes = try ResultJSON(result, host: Self.hostName, cpus: Self.processors).encoded()
        try JSONFile(path: path).write(bytes)
    }

    private static var hostName: String {
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: 256) { buffer in
            guard let start = buffer.baseAddress, gethostname(start, buffer.count - 1) == 0 else { return "" }
            return String(cString: start)
        }
    }

    private static var processors: Int { sysconf(Int32(_SC_NPROCESSORS_ONLN)) }
}
