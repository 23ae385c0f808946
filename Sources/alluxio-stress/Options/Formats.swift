import Alluxio
import CommandLineOptions
import Glibc
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

extension ValueFormat where Value == String {
    /// An IPv4 or IPv6 address, and no name.
    static var ipAddress: Self {
        Self(
            placeholder: "ADDRESS", write: { $0 },
            read: { text throws(InvalidValue) in
                var address = in6_addr()
                guard [AF_INET, AF_INET6].contains(where: { inet_pton($0, text, &address) == 1 }) else {
                    throw InvalidValue(
                        "'\(text)' is neither an IPv4 nor an IPv6 address, such as 127.0.0.1 and ::1")
                }
                return text
            })
    }
}

/// Where something listens.
struct ListenPlace: Sendable {
    var address = "127.0.0.1"
    /// 0 is any free one.
    var port: Int
}

extension ValueFormat where Value == ListenPlace {
    /// `PORT`, `ADDRESS:PORT` or `[IPv6]:PORT`.
    static var listenPlace: Self {
        Self(
            placeholder: "[ADDRESS:]PORT", write: { "\($0.address):\($0.port)" },
            read: { text throws(InvalidValue) in
                let parts = text.split(separator: ":", omittingEmptySubsequences: false)
                var address = parts.dropLast().joined(separator: ":")
                if address.hasPrefix("["), address.hasSuffix("]") {
                    address = String(address.dropFirst().dropLast())
                }
                guard let last = parts.last, let port = Int(last), (0...65535).contains(port) else {
                    throw InvalidValue(
                        "'\(text)' has no port from 0 to 65535: it may be 9090, 0.0.0.0:9090 or [::1]:9090")
                }
                guard parts.count > 1 else { return ListenPlace(port: port) }
                return ListenPlace(address: try ValueFormat<String>.ipAddress.read(address), port: port)
            })
    }
}
