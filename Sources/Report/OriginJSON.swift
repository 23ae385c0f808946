import Measurement
import SelfDescribingData

/// Where bytes came from, as the results have it.
struct OriginJSON: Encodable {
    var run: UInt32
    var node: Int
    var process: Int
    var file: Int
    var version: Int
    var offset: Int64

    init(_ origin: Finding.Origin) {
        run = origin.run
        node = origin.node
        process = origin.process
        file = origin.file
        version = origin.version
        offset = origin.offset
    }

    init(_ origin: SelfDescribingData.Origin) {
        let identity = origin.identity
        run = identity.run
        node = Int(identity.node)
        process = Int(identity.process)
        file = Int(identity.file)
        version = Int(identity.version)
        offset = origin.offset
    }
}
