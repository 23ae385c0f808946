// swift-tools-version: 6.2
import PackageDescription

/// What holds the embedded proxy against bytes that nobody thought of. `Fuzz/run` builds and runs it.
let package = Package(
    name: "Fuzz",
    dependencies: [.package(name: "alluxio-stress", path: "..")],
    targets: ["fuzz-calls", "fuzz-bytes"].map { name in
        .executableTarget(
            name: name, dependencies: [.product(name: "EmbeddedProxy", package: "alluxio-stress")],
            swiftSettings: [.treatAllWarnings(as: .error)])
    },
    swiftLanguageModes: [.v6]
)
