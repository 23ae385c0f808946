import Testing

@testable import HTTP

@Suite("What headers hold secret", .timeLimit(.minutes(20)))
struct HeaderSecretTests {
    @Test(
        "is hidden whole and in part",
        arguments: [
            (
                "Cookie: session=abcdef1234; other=zzzzzz; a=b",
                ["session=abcdef1234", "abcdef1234", "zzzzzz"]
            ),
            (
                "Authorization: Basic dXNlcjpTdXBlclNlY3JldA==",
                ["dXNlcjpTdXBlclNlY3JldA==", "user:SuperSecret", "SuperSecret"]
            ),
            ("Authorization: Bearer abc.def.ghi", ["Bearer abc.def.ghi", "abc.def.ghi"]),
        ])
    func parts(line: String, secrets: [String]) throws {
        var access = Access()
        access.headers = [try HTTPHeader(line, isSecret: true)]
        for secret in secrets {
            #expect(access.hidingSecrets(in: "it was '\(secret)', \(secret)") == "it was '***', ***")
        }
    }

    @Test("is hidden with the escapes of JSON, HTML and addresses, too")
    func escaped() throws {
        let secret = "k/e\"y&<é😀>='x"
        let access = Access(headers: [try HTTPHeader("X-Key: " + secret, isSecret: true)])
        func each(_ escape: (Character) -> String) -> String { secret.map(escape).joined() }
        func hexadecimal(_ number: some BinaryInteger, _ digits: Int) -> String {
            let text = String(number, radix: 16)
            return String(repeating: "0", count: max(0, digits - text.count)) + text
        }
        let forms = [
            secret,
            each { String($0).utf16.map { "\\u" + hexadecimal($0, 4) }.joined() },
            each { "/\"".contains($0) ? "\\\($0)" : "\($0)" },
            each { ["&": "&amp;", "<": "&lt;", ">": "&gt;", "\"": "&quot;", "'": "&#39;"][$0] ?? "\($0)" },
            each { $0.unicodeScalars.map { "&#x\(hexadecimal($0.value, 1));" }.joined() },
            each { $0.utf8.map { "%" + hexadecimal($0, 2) }.joined() },
        ]
        for form in forms {
            #expect(
                access.hidingSecrets(in: "a \\u003d &amp; \(form), \(form)%20")
                    == "a \\u003d &amp; ***, ***%20")
        }
        let whole = "100%41 &amp; \\u003d"
        let asIs = Access(headers: [try HTTPHeader("X-Key: " + whole, isSecret: true)])
        #expect(asIs.hidingSecrets(in: "it is \(whole)") == "it is ***")
    }

    @Test("are not such short texts as stand everywhere")
    func short() throws {
        var access = Access()
        access.headers = [try HTTPHeader("Cookie: a=b; c=12", isSecret: true)]
        #expect(access.hidingSecrets(in: "a=b is 12") == "a=b is 12")
    }

    @Test(
        "are told by the value, too",
        arguments: [
            ("X-Foo: Bearer abcdefgh", true), ("X-Foo: basic YTpi", true), ("X-Foo: Bearer", false),
            ("X-Foo: bearers of news", false),
        ])
    func credentials(line: String, holds: Bool) throws {
        #expect(try HTTPHeader(line, isSecret: false).holdsCredentials == holds)
    }
}
