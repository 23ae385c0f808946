/// Why no client sends a recorded request. Its answer is read all the same, as if it were that of the nearest call.
enum UnsentReason: String, CaseIterable {
    case badJSON = "a body that is no JSON"
    case unknownOption = "an option or a value that Alluxio doesn't know"
    case otherDialect = "an option as the other major version of Alluxio spells it"
    case noStream = "the number of a stream that is none"
    case header = "a header that the client doesn't send"
    case method = "a method that the client doesn't use"
    case endpoint = "an endpoint that there isn't"
    case parameter = "without the parameter that the call needs"
    case path = "a path that the client refuses or spells otherwise"
}

enum UnsentSteps {
    /// The reasons of one version's steps.
    static func of(version: String) throws -> [String: UnsentReason] {
        try readTable(table, version: version) { UnsentReason(rawValue: $0) }
    }

    private static let table = """
        a body that is no JSON
            create-file-bad-json/0
        an option or a value that Alluxio doesn't know
            write-type-unknown/0 create-file-unknown-option/0 open-file-unknown-option/3
            create-directory-exists/3
        an option as the other major version of Alluxio spells it
            create-file-ttl-common/0@1.8.1 set-attribute-ttl-common/3@1.8.1 get-status-file/4@1.8.1
            get-status-load-types/3@1.8.1 get-status-load-types/4@1.8.1
            get-status-load-types/5@2.7.3,2.9.6 create-file-ttl/0@2.7.3,2.9.6 set-attribute-ttl/3@2.7.3,2.9.6
        the number of a stream that is none
            stream-not-a-number/0 stream-not-a-number/1 stream-not-a-number/2
            create-file-ttl-common/1@1.8.1 create-file-ttl-common/2@1.8.1
            create-file-overwrite/4@1.8.1,2.7.3 create-file-overwrite/5@1.8.1,2.7.3
            create-file-ttl/1@2.7.3,2.9.6 create-file-ttl/2@2.7.3,2.9.6
        a header that the client doesn't send
            create-file-text-content-type/0 stream-write-json-content-type/1 stream-range-header/4
            stream-accept-json/4 stream-expect-continue/1
        a method that the client doesn't use
            stream-get-method/4 wrong-method/0 wrong-method/1 wrong-method/2
        an endpoint that there isn't
            unknown-endpoint/0 unknown-endpoint/1 unknown-endpoint/2
        without the parameter that the call needs
            rename-no-dst/3 mount-no-src/0
        a path that the client refuses or spells otherwise
            create-directory-trailing-slash/1 path-encoded-slash/0 path-dot-dot/3 path-dot-dot/4 path-double-slash/3
            path-single-slash-prefix/3 path-relative/0
        """
}
