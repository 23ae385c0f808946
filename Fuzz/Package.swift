// swift-tools-version: 6.2
import PackageDescription

/// What holds the embedded proxy, the client and the readers of files against bytes that nobody thought of. `Fuzz/run`
/// builds and runs it.
let package = Package(
    name: "Fuzz",
    dependencies: [.package(name: "alluxio-stress", path: "..")],
    targets: [
        target("fuzz-calls", of: ["EmbeddedProxy"]),
        target("fuzz-bytes", of: ["EmbeddedProxy"]),
        target("fuzz-answers", of: ["Alluxio"]),
        target("fuzz-results", of: ["Measurement", "Report"]),
        target("fuzz-records", of: ["StressTest"]),
        target("fuzz-explain", of: ["Report", "SelfDescribingData"]),
    ],
    swiftLanguageModes: [.v6]
)

func target(_ name: String, of products: [String]) -> Target {
    .executableTarget(
        name: name, dependencies: products.map { .product(name: $0, package: "alluxio-stress") },
        swiftSettings: [.treatAllWarnings(as: .error)])
}
