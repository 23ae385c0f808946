import Glibc
import OSThreads
import WebServer

/// A call that Alluxio refuses, as the proxy answers it.
struct AlluxioFailure: Error {
    /// The names that the proxy gives to gRPC's status codes.
    enum Code: String {
        case notFound = "NOT_FOUND"
        case alreadyExists = "ALREADY_EXISTS"
        case invalidArgument = "INVALID_ARGUMENT"
        case failedPrecondition = "FAILED_PRECONDITION"
        case `internal` = "INTERNAL"
        case unknown = "UNKNOWN"
    }

    /// What a failure is about where versions have other words for it.
    enum Matter {
        case fileExists(AlluxioPath)
        case folderExists(AlluxioPath)
        case throughFile(component: Int, name: String)
        case readsFolder(name: String)
        case renamesOver(AlluxioPath)
        case mountsNothing(source: String)
        case notMounted(AlluxioPath)
    }

    /// As 2.9.6 says it.
    var code: Code
    /// Nil where it says nothing.
    var message: String?
    var matter: Matter?

    init(_ code: Code, _ message: String?, _ matter: Matter? = nil) {
        self.code = code
        self.message = message
        self.matter = matter
    }

    /// The answer to a call; of a call on a path, `operation` says which.
    func response(in dialect: Dialect, to operation: PathOperation? = nil) -> Response {
        let said = matter.flatMap(dialect.rewording) ?? self
        let passes = operation.flatMap { dialect.passedCodes?($0).contains(said.code) } ?? true
        var json = JSONText()
        json.object {
            $0.name("message")
            if let message = said.message { $0.value(message) } else { $0.null() }
            $0.field(dialect.codeField, (passes ? said.code : .unknown).rawValue)
        }
        return Response(500, contentType: MediaType.json, .bytes(json.bytes))
    }
}

// The messages, in Alluxio's words.
extension AlluxioFailure {
    /// A value that breaks the master's own checks.
    static let noWord = Self(.unknown, nil)

    static let noSuchStream = Self(.internal, "stream does not exist")

    static func missing(_ path: AlluxioPath) -> Self { Self(.notFound, "Path \"\(path)\" does not exist.") }

    static func invalid(_ path: String) -> Self { Self(.invalidArgument, "Path \"\(path)\" is invalid.") }

    static func throughFile(_ path: AlluxioPath, component: Int) -> Self {
        let name = path.components[component - 1].text
        return Self(
            .invalidArgument,
            "Traversal failed for path \(path). Component \(component)(\(name)) is a file, not a directory.",
            .throughFile(component: component, name: name))
    }

    static func noParent(of path: AlluxioPath, component: Int) -> Self {
        let name = path.components[component - 1].text
        return Self(
            .notFound, "File \(path) creation failed. Component \(component)(\(name)) does not exist")
    }

    static func fileExists(_ path: AlluxioPath) -> Self {
        Self(
            .alreadyExists,
            "\(path) already exists. If you want to overwrite the file, you need to specify the overwrite option.",
            .fileExists(path))
    }

    static func overwritesFolder(_ path: AlluxioPath) -> Self {
        Self(.alreadyExists, "\(path) already exists. Directories cannot be overwritten with create")
    }

    static func folderExists(_ path: AlluxioPath) -> Self {
        Self(
            .alreadyExists, "Not allowed to create directory because path already exists: \(path)",
            .folderExists(path))
    }

    static let rootExists = Self(
        .alreadyExists, "Not allowed to create existing root path: /", .folderExists(.root))

    /// What should be a folder that may exist is a file.
    static func noFolder(_ path: AlluxioPath) -> Self {
        let name = path.components.last?.text ?? ""
        return Self(.unknown, "Inode \(name) is not a directory", .folderExists(path))
    }

    static func noParameter(_ name: String) -> Self {
        Self(.internal, "required '\(name)' parameter is missing")
    }

    static func incomplete(_ path: AlluxioPath) -> Self {
        Self(
            .unknown,
            "Cannot read from \(path) because it is incomplete. Wait for the file to be marked as complete by the writing thread or application."
        )
    }

    static func readsFolder(_ path: AlluxioPath) -> Self {
        Self(
            .unknown, "Cannot read from \(path) because it is a directory",
            .readsFolder(name: path.components.last?.text ?? ""))
    }

    /// A writer whose next block is not granted: there is nothing at its path.
    static func noBlock(_ path: AlluxioPath) -> Self {
        Self(.unknown, "Failed to cache: Path \"\(path)\" does not exist.")
    }

    /// A block that the worker's disk did not take, full or broken.
    static func notStored(_ error: SystemError, block: Int64, blockSizeBytes: Int64) -> Self {
        guard ![ENOSPC, EDQUOT, EFBIG].contains(error.code) else {
            return noSpace(block: block, blockSizeBytes: blockSizeBytes)
        }
        return Self(.unknown, "Failed to cache: io exception: \(error)")
    }

    /// A block that the worker has no room for, in the words of a proxy beside it.
    static func noSpace(block: Int64, blockSizeBytes: Int64) -> Self {
        Self(
            .unknown,
            "Failed to cache: Not enough space left on worker 127.0.0.1/<unresolved>:29999 to store blockId "
                + "\(block). Please consult https://docs.alluxio.io/os/user/2.9/en/operation/Troubleshooting.html for"
                + " common solutions to address this problem. (LocalFileDataWriter{request=block_id: \(block)\n"
                + "tier: 0\nspace_to_reserve: \(blockSizeBytes)\nmedium_type: \"\"\npin_on_create: false\n, "
                + "address=WorkerNetAddress{host=127.0.0.1, containerHost=, rpcPort=29999, dataPort=29999, "
                + "webPort=30000, domainSocketPath=, tieredIdentity=TieredIdentity(node=127.0.0.1, rack=null)}})"
        )
    }

    static func notEmpty(_ name: String) -> Self {
        Self(
            .failedPrecondition, "Cannot delete non-empty directory \(name) because recursive is set to false"
        )
    }

    static func freesFolder(_ path: AlluxioPath) -> Self {
        Self(
            .unknown,
            "Cannot free directory \(path) which is not empty. Please set the \"recursive\" flag of free operation to true"
        )
    }

    static func notPersisted(_ path: AlluxioPath) -> Self {
        Self(.unknown, "Cannot free file \(path) which is not persisted")
    }
}
