import FoundationEssentials
import Testing

@testable import Alluxio

@Suite("Options")
struct OptionTests {
    struct Row: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var options: any SentOptions
        /// As Alluxio 2 gets it; `COMMON` stands for the common options.
        var sent: String
    }

    static let modeSent = #""mode": {"ownerBits": "ALL", "groupBits": "READ_EXECUTE", "otherBits": "NONE"}"#

    static let rows: [Row] = [
        Row(
            testDescription: "create-file", options: AllOptions.createFile,
            sent: """
                {"recursive": true, \(modeSent), "replicationMax": 2, "replicationMin": 1,
                 "replicationDurable": 1, "writeTier": 0, "writeType": "MUST_CACHE", COMMON,
                 "persistenceWaitTime": 10, "xattr": {"name": "AQL/"}, "xattrPropStrat": "LEAF_NODE",
                 "overwrite": false, "blockSizeBytes": 1099511627776}
                """),
        Row(
            testDescription: "create-directory", options: AllOptions.createDirectory,
            sent: """
                {"recursive": true, "allowExists": true, \(modeSent), "writeType": "CACHE_THROUGH", COMMON,
                 "xattr": {"name": ""}, "xattrPropStrat": "NEW_PATHS"}
                """),
        Row(
            testDescription: "open-file", options: AllOptions.openFile,
            sent: """
                {"readType": "CACHE_PROMOTE", "maxUfsReadConcurrency": 3, COMMON, "updateLastAccessTime": false}
                """),
        Row(
            testDescription: "get-status", options: AllOptions.getStatus,
            sent: """
                {"loadMetadataType": "ONCE", COMMON, "accessMode": "READ", "updateTimestamps": false,
                 "includeRealContentHash": false}
                """),
        Row(
            testDescription: "list-status", options: AllOptions.listStatus,
            sent: """
                {"loadMetadataType": "ALWAYS", COMMON, "recursive": true, "loadMetadataOnly": false,
                 "disableAreDescendantsLoadedCheck": false, "loadDirectChildren": true, "excludeMountInfo": true}
                """),
        Row(
            testDescription: "exists", options: AllOptions.exists,
            sent: #"{"loadMetadataType": "NEVER", COMMON}"#),
        Row(
            testDescription: "set-attribute", options: AllOptions.setAttribute,
            sent: """
                {"pinned": true, "persisted": true, "owner": "o", "group": "g", \(modeSent), "recursive": true,
                 "replicationMax": -1, "replicationMin": 0, COMMON, "pinnedMedia": ["MEM"],
                 "xattr": {"name": "AA=="}, "xattrUpdateStrategy": "UNION_REPLACE"}
                """),
        Row(
            testDescription: "delete", options: AllOptions.delete,
            sent: """
                {"recursive": true, "alluxioOnly": true, "unchecked": true, COMMON, "syncParentNextTime": false,
                 "deleteMountPoint": false}
                """),
        Row(
            testDescription: "rename", options: AllOptions.rename, sent: #"{COMMON, "persist": false}"#),
        Row(
            testDescription: "free", options: AllOptions.free,
            sent: #"{"recursive": true, "forced": true, COMMON}"#),
        Row(
            testDescription: "mount", options: AllOptions.mount,
            sent: """
                {"readOnly": true, "properties": {"key": "value"}, "shared": true, COMMON, "remount": false}
                """),
        Row(testDescription: "unmount", options: AllOptions.unmount, sent: "{COMMON}"),
    ]

    @Test("are all sent to Alluxio 2 under its names", arguments: rows)
    func alluxio2(_ row: Row) throws {
        let common = #""commonOptions": {"syncIntervalMs": 5, "ttl": 3600000, "ttlAction": "FREE"}"#
        #expect(try sent(row.options, .v2) == JSONValue(row.sent.replacing("COMMON", with: common)))
    }

    @Test("have the time to live at the top for Alluxio 1, and its spelling of load types", arguments: rows)
    func alluxio1(_ row: Row) throws {
        let common = #""commonOptions": {"syncIntervalMs": 5}, "ttl": 3600000, "ttlAction": "FREE""#
        let spelled = row.sent.replacing("COMMON", with: common)
            .replacing(#""loadMetadataType": "ONCE""#, with: #""loadMetadataType": "Once""#)
            .replacing(#""loadMetadataType": "ALWAYS""#, with: #""loadMetadataType": "Always""#)
            .replacing(#""loadMetadataType": "NEVER""#, with: #""loadMetadataType": "Never""#)
        #expect(try sent(row.options, .v1) == JSONValue(spelled))
    }

    @Test("of which none is set are sent as no body", arguments: rows, [Dialect.v1, .v2])
    func none(_ row: Row, dialect: Dialect) {
        #expect(none(like: row.options).body(dialect) == nil)
    }

    @Test("have nothing among the common ones for Alluxio 1 where only a time to live is set")
    func onlyTTL() throws {
        let options = CreateFileOptions { $0.commonOptions = CommonOptions(ttl: 1) }
        #expect(try sent(options, .v1) == JSONValue(#"{"ttl": 1}"#))
        #expect(try sent(options, .v2) == JSONValue(#"{"commonOptions": {"ttl": 1}}"#))
    }

    @Test(
        "are chosen by the proxy's version",
        arguments: [("1.8.1", Dialect.v1), ("2.7.3", .v2), ("2.10.0", .v2)])
    func dialects(version: String, dialect: Dialect) {
        #expect(Dialect(version: version) == dialect)
    }

    @Test("spell every write type, read type and mode as Alluxio does")
    func names() {
        #expect(
            WriteType.allCases.map(\.rawValue) == [
                "MUST_CACHE", "TRY_CACHE", "CACHE_THROUGH", "THROUGH", "ASYNC_THROUGH", "NONE",
            ])
        #expect(ReadType.allCases.map(\.rawValue) == ["NO_CACHE", "CACHE", "CACHE_PROMOTE"])
        #expect(
            Mode.Bits.allCases.map(\.rawValue) == [
                "NONE", "EXECUTE", "WRITE", "WRITE_EXECUTE", "READ", "READ_EXECUTE", "READ_WRITE", "ALL",
            ])
    }

    @Test("are sent as they are, whatever stands in a text")
    func texts() throws {
        let text = "\"\\/\u{1}\u{1f}\n☃é{}[],:"
        let options = MountOptions { $0.properties = [text: text, "": ""] }
        let sent = try JSONDecoder().decode(MountOptions.self, from: Data(try #require(options.body(.v2))))
        #expect(sent == options)
    }

    @Test("that are empty are not the same as none")
    func empty() throws {
        let options = SetAttributeOptions {
            $0.owner = ""
            $0.pinnedMedia = []
            $0.xattr = [:]
        }
        #expect(try sent(options, .v2) == JSONValue(#"{"owner": "", "pinnedMedia": [], "xattr": {}}"#))
    }

    private func sent(_ options: some SentOptions, _ dialect: Dialect) throws -> JSONValue? {
        JSONValue(try #require(options.body(dialect)))
    }

    private func none<Options: SentOptions>(like: Options) -> Options { Options() }
}

extension JSONValue {
    init?(_ text: String) { self.init(Array(text.utf8)) }
}
