import Alluxio
import CommandLineOptions
import StressTest

extension ValueFormat where Value == AlluxioPath {
    /// An absolute path in Alluxio.
    static var alluxioPath: Self {
        Self(placeholder: "PATH", write: \.description) { text throws(InvalidValue) in
            do {
                return try AlluxioPath(text)
            } catch {
                throw InvalidValue("'\(text)' can't be used: \(error)")
            }
        }
    }

    /// The path of a folder in Alluxio that is not its root.
    static var alluxioFolder: Self {
        Self(placeholder: "PATH", write: \.description) { text throws(InvalidValue) in
            let path = try alluxioPath.read(text)
            guard path != .root else {
                throw InvalidValue(
                    "'\(text)' is the root of Alluxio; name a folder below it, such as /alluxio-py-test")
            }
            return path
        }
    }
}

extension ValueFormat where Value == NodeName {
    static var nodeName: Self {
        Self(placeholder: "NAME", write: \.description) { text throws(InvalidValue) in
            guard let node = NodeName(text) else {
                throw InvalidValue(
                    "'\(text)' is no name of a node: 1 to 64 of the letters A-Z, a-z, 0-9, '.', '_' and '-', and not '.' or '..'"
                )
            }
            return node
        }
    }
}
