import Glibc

/// What this process has of the machine at a moment, as /proc tells it (proc(5)).
public struct ProcessUsage: Sendable {
    /// Processor time so far, user and system.
    public let cpuSeconds: Double
    public let residentBytes: Int64
    public let virtualBytes: Int64
    public let openDescriptors: Int
    /// How many may be open.
    public let mostDescriptors: Int
    /// Seconds since 1970.
    public let startTime: Double

    /// Of now. What can't be told is 0.
    public init() {
        let fields = Self.text("/proc/self/stat").split(separator: ")").last?.split(separator: " ") ?? []
        // From the third on, for the second may hold anything.
        let number = { (field: Int) in fields.indices.contains(field - 3) ? Int64(fields[field - 3]) ?? 0 : 0
        }
        let tick = Double(max(1, sysconf(Int32(_SC_CLK_TCK))))
        cpuSeconds = Double(number(14) + number(15)) / tick
        virtualBytes = number(23)
        residentBytes = number(24) * Int64(sysconf(Int32(_SC_PAGESIZE)))
        startTime = Self.bootTime + Double(number(22)) / tick
        openDescriptors = Self.countEntries(of: "/proc/self/fd")
        var limit = rlimit()
        getrlimit(__rlimit_resource_t(UInt32(RLIMIT_NOFILE.rawValue)), &limit)
        mostDescriptors = Int(clamping: limit.rlim_cur)
    }

    /// The most memory that this process had resident at once so far; 0 where that can't be told.
    ///
    /// (What `getrusage` gives is, for a program that was started by a larger one, that one's.)
    public static var peakResidentBytes: Int64 {
        let line = text("/proc/self/status").split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
        let kilobytes = line?.split(whereSeparator: { $0 == " " || $0 == "\t" }).dropFirst().first
        return (kilobytes.flatMap { Int64($0) } ?? 0) << 10
    }

    private static var bootTime: Double {
        text("/proc/stat").split(separator: "\n").first { $0.hasPrefix("btime ") }
            .flatMap { Double($0.dropFirst("btime ".count)) } ?? 0
    }

    private static func countEntries(of folder: String) -> Int {
        guard let opened = opendir(folder) else { return 0 }
        defer { closedir(opened) }
        var count = 0
        while readdir(opened) != nil { count += 1 }
        // Itself, its parent, and the descriptor that looks.
        return max(0, count - 3)
    }

    private static func text(_ path: String) -> String {
        guard let file = fopen(path, "r") else { return "" }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4096)
        while case let count = fread(&buffer, 1, buffer.count, file), count > 0 { bytes += buffer[..<count] }
        return String(decoding: bytes, as: UTF8.self)
    }
}
