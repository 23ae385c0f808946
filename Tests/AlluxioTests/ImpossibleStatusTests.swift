import Alluxio
import TestSupport
import Testing

@Suite("A status or a listing with what can't be", .timeLimit(.minutes(20)))
struct ImpossibleStatusTests {
    private static let numbers = ["length", "creationTimeMs", "inAlluxioPercentage"]

    private static func status(_ path: String = "/a/f", _ member: String = "length", _ number: String = "5")
        -> String
    {
        let members = numbers.map { "\"\($0)\":\($0 == member ? number : "1")" }.joined(separator: ",")
        return """
            {"path":"\(path)","name":"f","completed":true,"folder":false,"pinned":false,"mountPoint":false,\(members),\
            "persisted":false,"persistenceState":"LOST"}
            """
    }

    /// What get-status gives of the status, and list-status of a listing of it alone.
    private func readings(of status: String) throws -> [Result<FileSummary, AlluxioError>] {
        let server = try ScriptedServer { request in
            [.text(200, request.operation == "list-status" ? "[\(status)]" : status)]
        }
        let client = try AlluxioClient(ProxyAddress(host: "127.0.0.1", port: server.port))
        let folder = try AlluxioPath("/a")
        return [
            Result { () throws(AlluxioError) in try client.getStatus(folder, as: FileSummary.self) },
            Result { () throws(AlluxioError) in try client.listStatus(folder, as: FileSummary.self)[0] },
        ]
    }

    @Test(
        "gives numbers up to the greatest that there is",
        arguments: ["0", "999999999999999999", "1000000000000000000", "9223372036854775807"])
    func greatest(number: String) throws {
        for member in Self.numbers {
            for reading in try readings(of: Self.status("/a/f", member, number)) {
                let summary = try reading.get()
                let read =
                    switch member {
                    case "length": summary.length
                    case "creationTimeMs": summary.creationTimeMs
                    default: Int64(summary.inAlluxioPercentage)
                    }
                #expect(String(read) == number)
            }
        }
    }

    @Test(
        "is `protocol` where a number is beyond those",
        arguments: [
            "9223372036854775808", "-9223372036854775809", "9999999999999999999", "-9999999999999999999",
            "10000000000000000000", "99223372036854775807", "18446744073709551616",
        ])
    func beyond(number: String) throws {
        for member in Self.numbers {
            for reading in try readings(of: Self.status("/a/f", member, number)) {
                let error = #expect(throws: AlluxioError.self) { try reading.get() }
                #expect(error?.code == .protocolViolation && error?.message.contains(member) == true)
            }
        }
    }

    @Test(
        "is `protocol` where a length or a share is negative",
        arguments: ["-1", "-5242880", "-9223372036854775808"])
    func negative(number: String) throws {
        for member in ["length", "inAlluxioPercentage"] {
            for reading in try readings(of: Self.status("/a/f", member, number)) {
                let error = #expect(throws: AlluxioError.self) { try reading.get() }
                #expect(error?.code == .protocolViolation)
                #expect(error?.message.contains("\"\(member)\" of /a/f is \(number)") == true)
            }
        }
    }

    @Test(
        "is `protocol` where a listing names a path that is not in the folder",
        arguments: [
            "", "f", "/", "/b", "/ab", "/etc/other/process_0", "/a/", "/a//f", "/a/.", "/a/../f", "/a/f/..",
            "/a/./f", "c:f", "c:/a/f",
        ])
    func outside(path: String) throws {
        let error = #expect(throws: AlluxioError.self) { try readings(of: Self.status(path))[1].get() }
        #expect(error?.code == .protocolViolation)
        #expect(
            error?.message.contains("not a listing of /a: it names \(path), which is elsewhere") == true,
            "\(String(describing: error))")
    }

    @Test("is none where all that a listing names stands in the folder, or is the file that was listed")
    func inside() throws {
        for path in ["/a", "/a/f", "/a/f/g", "/a/..f", "/a/...", "/a/f..", "/a/ä b"] {
            #expect(try readings(of: Self.status(path))[1].get().path == path)
        }
    }

    @Test("says in plain words what is wrong with it")
    func words() throws {
        let rows = [
            ("null", "it is not an object"), ("[", "it is no JSON"), ("{}", "no \"name\" in it"),
            (Self.status("/a/f", "length", "\"5\""), "\"length\" is not a whole number"),
            (Self.status("/a/f", "length", "null"), "\"length\" is not a whole number"),
            (Self.status().replacing("false", with: "0"), "is not true or false"),
        ]
        for (status, words) in rows {
            let error = #expect(throws: AlluxioError.self) { try readings(of: status)[0].get() }
            #expect(
                error?.message.contains("the answer is not a status: ") == true
                    && error?.message.contains(words) == true, "\(String(describing: error))")
        }
        let inListing = #expect(throws: AlluxioError.self) {
            try readings(of: Self.status("/a/f", "length", "null"))[1].get()
        }
        #expect(inListing?.message.contains("\"0.length\" is not a whole number") == true)
    }
}
