/// How a version of Alluxio spells options.
public enum Dialect: String, Sendable, Codable {
    /// Alluxio 1.x: `ttl` and `ttlAction` stand beside the other options, `loadMetadataType` is `Once`, `Never` or
    /// `Always`.
    case v1
    /// Alluxio 2.x: `ttl` and `ttlAction` stand in `commonOptions`, all names of values are in capitals.
    case v2

    /// The dialect of an Alluxio version, as `proxyInfo()` gives it.
    public init(version: String) {
        self = version.hasPrefix("1.") ? .v1 : .v2
    }
}
