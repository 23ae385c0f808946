import FoundationEssentials
import Testing

@testable import Report

@Suite("A result document")
struct ResultDocumentTests {
    /// One that has something of everything; null stands where there is none of a thing.
    static let whole = """
        {
          "client" : {"cpus" : 2, "host" : "one"},
          "clockOffset" : null,
          "command" : "parallel-read",
          "content" : "partly",
          "errors" : [
            {
              "count" : 2,
              "first" : {
                "iteration" : null, "message" : "no\\nmore", "path" : "/a", "process" : 3, "proxy" : "a:1",
                "time" : 1700000000.25
              },
              "httpStatus" : 500, "kind" : "internal", "lastTime" : 1700000001.5, "operation" : "read",
              "statusCode" : "INTERNAL"
            }
          ],
          "findings" : [
            {
              "file" : 0, "fileLength" : 16384,
              "found" : {"file" : 0, "node" : 4, "offset" : 4096, "process" : 9, "run" : 4294967295, "version" : 2},
              "isLocalCopy" : false, "kind" : "foreign", "length" : 4096, "node" : "1", "offset" : 8192, "path" : "/a",
              "process" : 3, "times" : 2
            },
            {
              "file" : 0, "fileLength" : null, "isLocalCopy" : true, "kind" : "flipped-bits", "length" : 1, "node" : null, "offset" : 0,
              "path" : "copies/process_0", "process" : 0, "times" : 1
            }
          ],
          "findingsOmitted" : 1,
          "finished" : true,
          "interrupted" : true,
          "intervals" : [
            {
              "bytesMoved" : 24, "errors" : 1, "files" : 3,
              "histogram" : {"beyond" : 0, "count" : 1, "hdrHistogram" : "HISTFAAAA", "maxNanoseconds" : 3, "minNanoseconds" : 3, "sumNanoseconds" : 3},
              "latency" : {"max" : 0.3, "mean" : 0.2, "min" : 0.1, "p50" : 0.2, "p90" : 0.25, "p99" : 0.29, "p999" : 0.3},
              "operations": {"read" : {"count" : 3, "mean" : 0.2}}, "seconds" : 1, "start" : 1700000000.5
            },
            {
              "bytesMoved" : 0, "errors" : 0, "files" : 0, "histogram" : null, "latency" : null, "operations": {}, "seconds" : 0.5,
              "start" : 1700000001.5
            }
          ],
          "ignored" : {"errors" : [], "findings" : {}},
          "iterations" : [
            {
              "bytes" : 9007199254740993, "errors" : 2, "files" : 3, "iterations" : 2, "seconds" : 0.1, "skew" : 2e-05,
              "start" : 1700000000.1
            }
          ],
          "left" : [{"path" : "/a", "proxy" : "a:1", "stream" : null, "why" : "so"}],
          "nodes" : [
            {
              "bytes" : 12, "bytesPerSecond" : null, "clientCPUSeconds" : 0.01, "errorCount" : 2, "files" : 3,
              "findingCount" : 3, "host" : "one", "node" : null, "peakResidentBytes" : 20000000, "reason" : null,
              "run" : 4294967295, "seconds" : 0, "started" : 1700000000.125, "verdict" : "pass"
            }
          ],
          "operations" : {
            "read" : {
              "bytes" : 12, "count" : 4, "errors" : 2,
              "latency" : {
                "max" : 0.3, "mean" : 0.2, "min" : 0.1, "p50" : 0.2, "p90" : 0.25, "p99" : 0.29, "p999" : 0.3
              },
              "latencyOfErrors" : null, "service" : null,
              "histogram" : {"beyond" : 0, "count" : 1, "hdrHistogram" : "HISTFAAAA", "maxNanoseconds" : 3, "minNanoseconds" : 3, "sumNanoseconds" : 3},
              "histogramOfErrors" : null, "histogramOfService" : null
            }
          },
          "options" : {"dst" : "copies", "src" : "/a"},
          "pace" : {"achieved" : 9.5, "begun" : 5, "behind" : 1, "due" : 6, "rate" : 10},
          "processes" : [
            {
              "bytes" : 12, "bytesMoved" : 24, "bytesPerSecond" : 60, "errorCount" : 2, "files" : 3,
              "findingCount" : 3,
              "intervals" : {
                "bytesMoved" : [24, 0], "errors" : [1, 0], "files" : [3, 0], "max" : [0.3, 0], "seconds" : 1
              },
              "latency" : null, "process" : 0
            },
            {
              "bytes" : 0, "bytesMoved" : 0, "bytesPerSecond" : null, "errorCount" : 0, "files" : 0,
              "findingCount" : 0, "intervals" : null, "latency" : null, "process" : 1
            }
          ],
          "readFrom" : {"alluxio" : 1, "both" : 0, "underStore" : 2},
          "reason" : "2 errors, 3 findings",
          "requirements" : [
            {"met" : false, "requirement" : "read.p99 < 1ms", "unit" : "seconds", "value" : null}
          ],
          "run" : 4294967295,
          "runs" : [{"files" : 3, "highestVersion" : 2, "lowestVersion" : 1, "run" : 77}],
          "schema" : 1, "seed" : 4294967295,
          "server" : {"proxies" : ["a:1", "[::1]:2"], "version" : null},
          "started" : 1700000000.125,
          "totals" : {
            "bytes" : 12, "bytesMoved" : 24, "bytesPerSecond" : null, "checkedBytes" : 8, "checkedFiles" : 2,
            "clientCPUSeconds" : 0.01, "elapsed" : 1.5, "errorCount" : 2,
            "fastest" : {"bytesPerSecond" : 60, "process" : 0}, "files" : 3, "findingCount" : 3,
            "firstDone" : {"bytesMoved" : 24, "bytesPerSecond" : 16, "files" : 3, "process" : 0, "seconds" : 1.5},
            "peakResidentBytes" : 20000000, "retries" : 0, "seconds" : 0, "slowest" : null, "uncheckedFiles" : 1, "unsettled" : 0
          },
          "verdict" : "fail",
          "version" : "0.1.0",
          "warmup" : {
            "bytes" : 1, "bytesMoved" : 2, "errorCount" : 0, "files" : 1, "findingCount" : 0, "operations" : {},
            "seconds" : 2
          },
          "warnings" : ["beware"]
        }
        """

    private static func read(_ text: String) throws(UnreadableResult) -> ResultDocument {
        try ResultDocument(Array(text.utf8), file: "a.json")
    }

    /// JSON as values.
    private static func plain(_ bytes: [UInt8]) throws -> JSONValue {
        try JSONDecoder().decode(JSONValue.self, from: Data(bytes))
    }

    @Test("is written as it was read, every key of it")
    func roundTrip() throws {
        let document = try Self.read(Self.whole)
        let written = try document.encoded()
        #expect(try Self.plain(written) == Self.plain(Array(Self.whole.utf8)))
        #expect(try ResultDocument(written, file: "b.json") == document)
        #expect(written.last == UInt8(ascii: "\n"))
    }

    @Test(
        "is read without keys that earlier versions did not write",
        arguments: [
            #""uncheckedFiles" : 1, "#, #", "times" : 2"#, #""isLocalCopy" : true, "#, #""iterations" : 2, "#,
            #""reason" : "2 errors, 3 findings","#, #""bytesPerSecond" : null, "#, #""iteration" : null, "#,
        ])
    func absent(key: String) throws {
        let text = Self.whole.replacing(key, with: "")
        #expect(text != Self.whole)
        let document = try Self.read(text)
        #expect(try ResultDocument(document.encoded(), file: "b.json") == document)
    }

    @Test("holds what a key is when it is missing")
    func defaults() throws {
        let without = Self.whole.replacing(#""uncheckedFiles" : 1, "#, with: "")
            .replacing(#""iterations" : 2, "#, with: "").replacing(#", "times" : 2"#, with: "")
        let document = try Self.read(without)
        #expect(document.totals.uncheckedFiles == 0)
        #expect(document.iterations.map(\.iterations) == [1] && document.findings.map(\.times) == [1, 1])
    }

    @Test(
        "is no other file: that one is named, and what is wrong with it",
        arguments: [
            ("", "it is no JSON ("), ("PASS\n", "it is no JSON ("),
            ("{\"a\": 1}\n{\"a\": 2}\n", "it is no JSON ("),
            ("{", "it is no JSON ("), ("[]", "the whole is not what it is in one"),
            ("{\"path\": \"a\"}", "it has no 'schema' and 'command'"),
            ("{\"schema\": \"1\", \"command\": \"clean\"}", "'schema' is not what it is in one"),
            ("{\"schema\": 1, \"command\": \"clean\"}", "it has no 'version'"),
        ])
    func wrong(text: String, says part: String) {
        let error = #expect(throws: UnreadableResult.self) { try Self.read(text) }
        #expect(error?.description.hasPrefix("a.json is no result of alluxio-stress: ") == true)
        #expect(error?.description.contains(part) == true, "\(error?.description ?? "")")
        #expect(error?.description.hasSuffix("a file that --json of a run wrote is wanted") == true)
    }

    @Test(
        "is none with a part that is not what it should be, which is named",
        arguments: [
            ("\"files\" : 3, \"iterations\"", "\"files\" : \"3\", \"iterations\"", "'iterations[0].files'"),
            ("\"verdict\" : \"fail\"", "\"verdict\" : \"good\"", "'verdict': "),
            ("\"kind\" : \"foreign\"", "\"kind\" : \"alien\"", "'findings[0].kind': "),
            ("\"seconds\" : 0, ", "", "it has no 'totals.seconds'"),
            (
                "\"offset\" : 8192", "\"offset\" : 9223372036854775807",
                "'findings[0].offset' is 9223372036854775807, which no run can have"
            ),
            (
                "\"offset\" : 8192", "\"offset\" : -1",
                "'findings[0].offset' is -1, which no run can have"
            ),
        ])
    func broken(part: String, by other: String, says: String) {
        let text = Self.whole.replacing(part, with: other)
        #expect(text != Self.whole)
        let error = #expect(throws: UnreadableResult.self) { try Self.read(text) }
        #expect(error?.description.contains(says) == true, "\(error?.description ?? "")")
    }

    @Test("of a later schema is refused as that")
    func laterSchema() {
        let error = #expect(throws: UnreadableResult.self) {
            try Self.read(Self.whole.replacing("\"schema\" : 1", with: "\"schema\" : 2"))
        }
        #expect(error?.flaw == .schema(2))
        #expect(error?.description.contains("a.json is a result of schema 2") == true)
    }
}
