import FoundationEssentials
import Testing

/// What one version of Alluxio answered, request by request: a file of `Tests/Conformance`.
struct Recording: Decodable {
    struct Scenario: Decodable {
        var name: String
        var steps: [Step]
    }

    struct Step: Decodable {
        var request: Request
        var response: Response
        /// What later steps know this answer as: `${name}` in their targets.
        var save: [String: String]?
    }

    struct Request: Decodable {
        var method: String
        var target: String
        var headers: [String: String]?
        var body: Body?
    }

    struct Response: Decodable {
        var status: Int
        var headers: [[String]]
        var body: Body

        subscript(header name: String) -> String? { headers.first { $0[0] == name }?[1] }
    }

    struct Body: Decodable {
        struct Pattern: Decodable {
            var seed: Int
            var length: Int
        }

        var text: String?
        var base64: String?
        var pattern: Pattern?
        /// Of a long answer only this, and a hash of it, was recorded.
        var length: Int?
    }

    var scenarios: [Scenario]

    init(version: String) throws {
        let tests = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let file = tests.appending(path: "Conformance/alluxio-\(version)/rest.json")
        self = try JSONDecoder().decode(Self.self, from: Data(contentsOf: file))
    }
}

extension Recording.Body {
    /// The bytes, with what `${run}` stands for; nil where they were not recorded.
    var bytes: [UInt8]? {
        if let text { return Array(text.replacing("${run}", with: Recording.run).utf8) }
        if let base64 { return Data(base64Encoded: base64).map { Array($0) } }
        return pattern?.bytes
    }
}

extension Recording.Body.Pattern {
    /// Byte i is seed + i * 31 + (i >> 8) * 7, which begins again after 65,536.
    var bytes: [UInt8] {
        let period = (0..<min(length, 65536)).map {
            UInt8(truncatingIfNeeded: seed + $0 * 31 + ($0 >> 8) * 7)
        }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(length + period.count)
        while bytes.count < length { bytes += period }
        bytes.removeLast(bytes.count - length)
        return bytes
    }
}

extension Recording {
    static let versions = ["1.8.1", "2.7.3", "2.9.6"]

    /// What `${run}` in paths stands for.
    static let run = "replayed"
}
