import Alluxio
import Testing

/// The error that the client must make of every recorded answer that is one: `scenario/step`, with `@` and the versions
/// it holds for where it doesn't hold for all.
enum ExpectedErrors {
    /// The codes of one version's steps.
    static func of(version: String) throws -> [String: AlluxioError.Code] {
        try readTable(table, version: version) { AlluxioError.Code(rawValue: $0) }
    }

    private static let table = """
        http
            write-type-unknown/0 create-file-ttl-common/0@1.8.1 create-file-ttl-common/1@1.8.1
            create-file-ttl-common/2@1.8.1 create-file-overwrite/3@1.8.1,2.7.3
            create-file-overwrite/4@1.8.1,2.7.3 create-file-overwrite/5@1.8.1,2.7.3
            set-attribute-ttl-common/3@1.8.1 create-file-unknown-option/0 create-file-bad-json/0
            create-file-text-content-type/0 stream-not-a-number/0 stream-not-a-number/1
            stream-not-a-number/2 stream-write-json-content-type/1 stream-get-method/4
            stream-accept-json/4 delete-while-reading/5@1.8.1 open-file-unknown-option/3
            create-directory-exists/3 get-status-file/4@1.8.1 get-status-load-types/3@1.8.1
            get-status-load-types/4@1.8.1 get-status-load-types/5@2.7.3,2.9.6 unknown-endpoint/0
            unknown-endpoint/1 unknown-endpoint/2 wrong-method/0 wrong-method/1 wrong-method/2
            create-file-ttl/0@2.7.3,2.9.6 create-file-ttl/1@2.7.3,2.9.6 create-file-ttl/2@2.7.3,2.9.6
            set-attribute-ttl/3@2.7.3,2.9.6
        not-found
            write-type-unknown/1 create-file-ttl-common/3@1.8.1 create-file-ttl-common/4@1.8.1
            create-file-unknown-option/1 create-file-bad-json/1 create-file-text-content-type/1
            open-file-missing/0 create-directory-no-parent/0@2.7.3,2.9.6 delete-missing/0 delete-missing/1
            get-status-missing/0 list-status-missing/0 rename-missing/1 rename-into-missing-parent/3
            free-missing/0 set-attribute-missing/0 create-file-without-parent/0@2.7.3,2.9.6
            create-file-without-parent/1@2.7.3,2.9.6 create-file-without-parent/2@2.7.3,2.9.6
            create-file-ttl/3@2.7.3,2.9.6 create-file-ttl/4@2.7.3,2.9.6
        already-exists
            create-file-exists/3 create-file-over-directory/1 create-file-root/0 create-file-while-open/1
            create-directory-exists/1 create-directory-over-file/3 create-directory-over-file/4@1.8.1
            create-directory-root/0 create-directory-root/1 rename-over-existing/6@2.7.3,2.9.6
        invalid-argument
            create-file-under-a-file/3 create-directory-over-file/5 unmount-not-mounted/1@2.7.3,2.9.6
            unmount-root/0@2.7.3,2.9.6 path-single-slash-prefix/3@2.7.3,2.9.6 path-relative/0
        failed-precondition
            delete-nonempty/3 delete-nonempty/4
        no-stream
            stream-unknown/0 stream-unknown/1 stream-unknown/2 stream-zero-and-negative/0
            stream-zero-and-negative/1 stream-zero-and-negative/2 stream-close-twice/3
            stream-write-after-close/3 stream-read-after-close/6 stream-read-on-writer/1
            stream-write-on-reader/4
        is-a-directory
            open-file-directory/1
        incomplete-file
            open-file-incomplete/2@2.7.3,2.9.6
        internal
            rename-no-dst/3 mount-no-src/0
        unknown
            create-directory-no-parent/0@1.8.1 create-directory-over-file/4@2.7.3,2.9.6
            rename-over-existing/6@1.8.1 free-not-persisted/3 free-directory/3 mount-missing-dir/1
            unmount-not-mounted/1@1.8.1 unmount-root/0@1.8.1 path-single-slash-prefix/3@1.8.1
        """
}

/// Reads a table of steps under headings: those that hold for a version, each with its heading.
func readTable<Heading>(_ table: String, version: String, _ heading: (String) -> Heading?) throws -> [String:
    Heading]
{
    var found: [String: Heading] = [:]
    var current: Heading?
    for line in table.split(separator: "\n") {
        guard line.hasPrefix(" ") else {
            current = heading(String(line))
            guard current != nil else { throw UnreadableTable(line: line) }
            continue
        }
        for entry in line.split(separator: " ") {
            let parts = entry.split(separator: "@")
            if parts.count == 2, !parts[1].split(separator: ",").contains(version[...]) { continue }
            guard found.updateValue(try #require(current), forKey: String(parts[0])) == nil else {
                throw UnreadableTable(line: entry)
            }
        }
    }
    return found
}

private struct UnreadableTable: Error { var line: Substring }
