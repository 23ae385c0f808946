import CommandLineOptions
import EmbeddedProxy

/// Which Alluxio the embedded proxy stands for.
enum DialectOptions {
    private static let alluxio = Option(
        "alluxio", .choice, default: AlluxioVersion.v296,
        help: "The version of Alluxio as whose proxy it answers.")

    private static let s3V2 = Option.switch(
        "s3-v2",
        help:
            "Answers every call with an empty 200 and does nothing, as Alluxio does from 2.9.3 on until alluxio.proxy.s3.v2.version.enabled is set to false."
    )

    static let group = OptionGroup("Which Alluxio it stands for", [alluxio, s3V2])

    static func set(_ configuration: inout EmbeddedProxy.Configuration, _ options: ParsedOptions)
        throws(UsageError)
    {
        configuration.version = options[alluxio]
        configuration.s3V2 = options[s3V2]
        guard !configuration.s3V2 || configuration.version.hasS3V2 else {
            throw options.error(
                s3V2,
                "came with Alluxio 2.9.3: with --alluxio \(configuration.version.rawValue) there is none")
        }
    }
}
