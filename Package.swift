// swift-tools-version: 6.2
import PackageDescription

/// Warnings are errors in every target of this package.
let strict: [SwiftSetting] = [.treatAllWarnings(as: .error)]

let package = Package(
    name: "alluxio-stress",
    products: [
        .executable(name: "alluxio-stress", targets: ["alluxio-stress"]),
        .library(name: "Alluxio", targets: ["Alluxio"]),
        .library(name: "SelfDescribingData", targets: ["SelfDescribingData"]),
        .library(name: "Measurement", targets: ["Measurement"]),
        .library(name: "EmbeddedProxy", targets: ["EmbeddedProxy"]),
    ],
    targets: [
        .systemLibrary(
            name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
        .systemLibrary(
            name: "CMicroHTTPD", pkgConfig: "libmicrohttpd",
            providers: [.apt(["libmicrohttpd-dev"])]),
        .systemLibrary(name: "CSpawn"),
        .target(name: "CVectors"),
        .target(name: "OSThreads", dependencies: ["CSpawn"], swiftSettings: strict),
        .target(name: "HTTP", dependencies: ["CCurl", "OSThreads"], swiftSettings: strict),
        .target(name: "Alluxio", dependencies: ["CVectors", "HTTP", "OSThreads"], swiftSettings: strict),
        .target(name: "SelfDescribingData", dependencies: ["CVectors"], swiftSettings: strict),
        .target(name: "Measurement", swiftSettings: strict),
        .target(
            name: "StressTest",
            dependencies: ["Alluxio", "CVectors", "Measurement", "OSThreads", "SelfDescribingData"],
            swiftSettings: strict),
        .target(
            name: "Report", dependencies: ["Measurement", "SelfDescribingData", "StressTest"],
            swiftSettings: strict),
        .target(name: "WebServer", dependencies: ["CMicroHTTPD", "OSThreads"], swiftSettings: strict),
        .target(
            name: "EmbeddedProxy", dependencies: ["OSThreads", "SelfDescribingData", "WebServer"],
            swiftSettings: strict),
        .target(name: "CommandLineOptions", swiftSettings: strict),
        .executableTarget(
            name: "alluxio-stress",
            dependencies: [
                "Alluxio", "CommandLineOptions", "EmbeddedProxy", "Measurement", "OSThreads",
                "Report", "SelfDescribingData", "StressTest",
            ],
            swiftSettings: strict),
        .executableTarget(
            name: "data-bench", dependencies: ["SelfDescribingData"], path: "Benchmarks/DataBench",
            swiftSettings: strict),
        .target(
            name: "TestSupport", dependencies: ["OSThreads", "SelfDescribingData"], path: "Tests/TestSupport",
            swiftSettings: strict),
        .testTarget(
            name: "OSThreadsTests", dependencies: ["OSThreads", "TestSupport"], swiftSettings: strict),
        .testTarget(
            name: "HTTPTests", dependencies: ["HTTP", "TestSupport"], swiftSettings: strict),
        .testTarget(
            name: "AlluxioTests", dependencies: ["Alluxio", "HTTP", "OSThreads", "TestSupport"],
            swiftSettings: strict),
        .testTarget(
            name: "WebServerTests", dependencies: ["HTTP", "OSThreads", "TestSupport", "WebServer"],
            swiftSettings: strict),
        .testTarget(
            name: "EmbeddedProxyTests",
            dependencies: [
                "Alluxio", "EmbeddedProxy", "HTTP", "OSThreads", "SelfDescribingData", "TestSupport",
                "WebServer",
            ],
            swiftSettings: strict),
        .testTarget(
            name: "SelfDescribingDataTests", dependencies: ["SelfDescribingData", "TestSupport"],
            exclude: ["known_answers.py"], swiftSettings: strict),
        .testTarget(
            name: "MeasurementTests", dependencies: ["Measurement", "TestSupport"], swiftSettings: strict),
        .testTarget(
            name: "StressTestTests", dependencies: ["StressTest", "TestSupport"], swiftSettings: strict),
        .testTarget(name: "ReportTests", dependencies: ["Report"], swiftSettings: strict),
        .testTarget(
            name: "CommandLineOptionsTests", dependencies: ["CommandLineOptions"],
            swiftSettings: strict),
        .testTarget(
            name: "CommandTests",
            dependencies: [
                "Alluxio", "EmbeddedProxy", "HTTP", "OSThreads", "SelfDescribingData", "StressTest",
                "TestSupport",
            ],
            swiftSettings: strict),
    ],
    swiftLanguageModes: [.v6]
)
