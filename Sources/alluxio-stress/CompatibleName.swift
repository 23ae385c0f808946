import CommandLineOptions

/// A name by which existing command lines call a command: those of the scripts that this program replaces.
enum CompatibleName: String {
    case parallelWrite = "parallel_write"
    case parallelRead = "parallel_read"
    case verifyWrite = "verify_write"
    case verifyRead = "verify_read"
    case getData = "get_data"

    /// The name in what the program was called as: a path, with or without `.py` or `.sh`. Nil for any other.
    init?(calledAs path: String) {
        let name = path.split(separator: "/").last ?? ""
        let stem = [".py", ".sh"].first(where: name.hasSuffix).map { name.dropLast($0.count) } ?? name
        self.init(rawValue: String(stem))
    }

    var command: any Command.Type {
        switch self {
        case .parallelWrite: ParallelWrite.self
        case .parallelRead: ParallelRead.self
        case .verifyWrite: VerifyWrite.self
        case .verifyRead: VerifyRead.self
        case .getData: GetData.self
        }
    }

    /// The script's own options, any of which could be shortened as far as it stayed unique among them.
    var compatibility: Compatibility {
        switch self {
        case .parallelWrite:
            Compatibility(
                abbreviated: [
                    "iteration", "nprocess", "host", "port", "src", "dst", "node", "write-type", "help",
                ],
                defaults: ["src": SourceOptions.sampleFile])
        case .parallelRead:
            Compatibility(
                abbreviated: ["iteration", "nprocess", "host", "port", "src", "dst", "node", "help"])
        case .verifyWrite:
            Compatibility(
                abbreviated: ["home", "src", "dst", "nfiles", "node", "help"],
                defaults: ["src": SourceOptions.sampleFile])
        case .verifyRead:
            Compatibility(abbreviated: ["home", "src", "dst", "nfiles", "node", "help"])
        case .getData:
            Compatibility(abbreviated: ["help"])
        }
    }
}
