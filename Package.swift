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
        // What Fuzz/ looks at besides.
        .library(name: "StressTest", targets: ["StressTest"]),
        .library(name: "Report", targets: ["Report"]),
    ],
    targets: [
        .systemLibrary(
            name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
        .systemLibrary(
            name: "CMicroHTTPD", pkgConfig: "libmicrohttpd",
            providers: [.apt(["libmicrohttpd-dev"])]),
        .systemLibrary(name: "CSpawn"),
        .systemLibrary(name: "CWideCharacters"),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .target(name: "CVectors"),
        .target(name: "CPMIx"),
        .target(name: "OSThreads", dependencies: ["CSpawn"], swiftSettings: strict),
        .target(name: "HTTP", dependencies: ["CCurl", "OSThreads"], swiftSettings: strict),
        .target(name: "Alluxio", dependencies: ["CVectors", "HTTP", "OSThreads"], swiftSettings: strict),
        .target(name: "SelfDescribingData", dependencies: ["CVectors"], swiftSettings: strict),
        .target(name: "Measurement", dependencies: ["CZlib", "OSThreads"], swiftSettings: strict),
        .target(name: "Nodes", dependencies: ["CPMIx", "OSThreads"], swiftSettings: strict),
        .target(
            name: "StressTest",
            dependencies: [
                "Alluxio", "CVectors", "HTTP", "Measurement", "Nodes", "OSThreads", "SelfDescribingData",
            ],
            swiftSettings: strict),
        .target(
            name: "Report",
            dependencies: [
                "CWideCharacters", "Measurement", "OSThreads", "SelfDescribingData", "StressTest",
            ],
            swiftSettings: strict),
        .target(name: "WebServer", dependencies: ["CMicroHTTPD", "OSThreads"], swiftSettings: strict),
        .target(
            name: "EmbeddedProxy", dependencies: ["OSThreads", "SelfDescribingData", "WebServer"],
            swiftSettings: strict),
        .target(
            name: "FaultDrill",
            dependencies: ["Alluxio", "EmbeddedProxy", "Measurement", "OSThreads", "StressTest"],
            swiftSettings: strict),
        .target(name: "CommandLineOptions", swiftSettings: strict),
        .executableTarget(
            name: "alluxio-stress",
            dependencies: [
                "Alluxio", "CommandLineOptions", "EmbeddedProxy", "FaultDrill", "Measurement", "Nodes",
                "OSThreads", "Report", "SelfDescribingData", "StressTest", "WebServer",
            ],
            swiftSettings: strict),
        .executableTarget(
            name: "data-bench", dependencies: ["Measurement", "SelfDescribingData"],
            path: "Benchmarks/DataBench",
            swiftSettings: strict),
        .executableTarget(
            name: "exchange-bench", dependencies: ["Nodes", "OSThreads"], path: "Benchmarks/ExchangeBench",
            swiftSettings: strict),
        .executableTarget(
            name: "launched-rank", dependencies: ["Nodes", "OSThreads"], path: "Tests/LaunchedRank",
            swiftSettings: strict),
        .target(
            name: "TestSupport", dependencies: ["OSThreads", "SelfDescribingData"], path: "Tests/TestSupport",
            exclude: ["Harnesses"],
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
            name: "FaultDrillTests", dependencies: ["EmbeddedProxy", "FaultDrill", "TestSupport"],
            swiftSettings: strict),
        .testTarget(
            name: "SelfDescribingDataTests", dependencies: ["SelfDescribingData", "TestSupport"],
            exclude: ["known_answers.py"], swiftSettings: strict),
        .testTarget(
            name: "MeasurementTests", dependencies: ["Measurement", "OSThreads", "TestSupport"],
            exclude: ["HdrHistogramJava", "hdrhistogram.py"], swiftSettings: strict),
        .testTarget(
            name: "StressTestTests",
            dependencies: ["Measurement", "OSThreads", "StressTest", "TestSupport"],
            swiftSettings: strict),
        .testTarget(
            name: "ReportTests", dependencies: ["Measurement", "Report", "StressTest", "TestSupport"],
            swiftSettings: strict),
        .testTarget(
            name: "NodesTests", dependencies: ["CPMIx", "Nodes", "OSThreads", "TestSupport"],
            exclude: ["header.c"],
            swiftSettings: strict),
        .testTarget(
            name: "CommandLineOptionsTests", dependencies: ["CommandLineOptions"],
            swiftSettings: strict),
        .testTarget(
            name: "CommandTests",
            dependencies: [
                "Alluxio", "EmbeddedProxy", "HTTP", "Measurement", "OSThreads", "Report",
                "SelfDescribingData", "StressTest", "TestSupport",
            ],
            exclude: ["Launched/check_job.py", "look_at_pages.py", "validate.py"], swiftSettings: strict),
    ],
    swiftLanguageModes: [.v6]
)
