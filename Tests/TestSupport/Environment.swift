import Glibc

/// A variable of the tests' environment.
public func environment(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }
