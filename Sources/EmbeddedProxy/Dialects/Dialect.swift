/// How an Alluxio of one version acts and speaks, in all in which versions differ. What stands here is as with 2.9.6; the
/// others are at the end of this file.
struct Dialect: Sendable {
    var version = AlluxioVersion.v296

    // What holds where a call's options don't say.
    var blockSizeBytes: Int64 = 64 << 20
    var writeType = WriteType.asyncThrough
    var ttlAction = "FREE"

    // What the calls do.
    /// Whether create-file makes the folders above the file, whatever its options say.
    var createFileMakesFolders = false
    /// Whether a file can be opened before it is complete. Nothing is read of it then.
    var opensIncompleteFiles = false
    /// Whether those who have a file open still read it when it is deleted.
    var readsDeletedFiles = true

    // How they are asked and how they answer.
    var options = OptionSchemas.builders
    var status = StatusShape.twofold
    /// The field of an error's JSON that holds its code.
    var codeField = "statusCode"
    /// Whether an error of HTTP's own (no such call, wrong method or type) becomes a 500 that names it.
    var wrapsHTTPErrors = true
    /// Which Jetty writes the error pages.
    var jetty = Jetty.v9446
    /// The codes with which a call may fail, where any other becomes UNKNOWN; nil where all may.
    var passedCodes: (@Sendable (PathOperation) -> Set<AlluxioFailure.Code>)?
    /// What it says of a failure where its words are not 2.9.6's.
    var rewording: @Sendable (AlluxioFailure.Matter) -> AlluxioFailure? = { _ in nil }
}

extension Dialect {
    static let alluxio296 = Dialect()

    static let alluxio273 = Dialect(
        version: .v273,
        ttlAction: "DELETE",
        options: .builders.without("overwrite", from: .createFile),
        wrapsHTTPErrors: false,
        jetty: .v9443,
        rewording: { matter in
            switch matter {
            case .fileExists(let path) where path.isRoot:
                AlluxioFailure(.alreadyExists, "Not allowed to create existing root path: /")
            case .fileExists(let path):
                AlluxioFailure(
                    .alreadyExists, "Not allowed to create file because path already exists: \(path)")
            default: nil
            }
        })

    static let alluxio181 = Dialect(
        version: .v181,
        blockSizeBytes: 512 << 20,
        writeType: .mustCache,
        ttlAction: "DELETE",
        createFileMakesFolders: true,
        opensIncompleteFiles: true,
        readsDeletedFiles: false,
        options: .beans,
        status: .plain,
        codeField: "status",
        wrapsHTTPErrors: false,
        jetty: .v9216,
        passedCodes: { operation in
            // INTERNAL is the proxy's own; of the master's the client within it knows but these.
            switch operation {
            case .createFile, .createDirectory: [.internal, .alreadyExists, .invalidArgument]
            case .delete: [.internal, .notFound, .failedPrecondition]
            case .exists, .mount, .unmount: [.internal]
            case .free, .getStatus, .listStatus, .openFile, .rename, .setAttribute: [.internal, .notFound]
            }
        },
        rewording: { matter in
            switch matter {
            case .fileExists(let path), .folderExists(let path), .renamesOver(let path):
                AlluxioFailure(.alreadyExists, "\(path) already exists")
            case .throughFile(let component, let name):
                AlluxioFailure(
                    .invalidArgument, "Traversal failed. Component \(component)(\(name)) is a file")
            case .readsFolder(let name):
                AlluxioFailure(.notFound, "Cannot read from \(name) because it is a directory")
            case .notMounted(let path):
                AlluxioFailure(
                    .invalidArgument,
                    "Failed to unmount \(path). Please ensure the path is an existing mount point and not root."
                )
            case .mountsNothing(let source):
                AlluxioFailure(.unknown, "Ufs path \(source) does not exist")
            }
        })
}
