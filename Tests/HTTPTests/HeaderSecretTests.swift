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
