/// The versions of Alluxio that an embedded proxy can stand for.
public enum AlluxioVersion: String, Sendable, CaseIterable {
    case v181 = "1.8.1"
    case v273 = "2.7.3"
    case v296 = "2.9.6"

    /// Whether its proxy has the setting alluxio.proxy.s3.v2.version.enabled, which came with 2.9.3.
    public var hasS3V2: Bool { self == .v296 }

    var dialect: Dialect {
        switch self {
        case .v181: .alluxio181
        case .v273: .alluxio273
        case .v296: .alluxio296
        }
    }
}
