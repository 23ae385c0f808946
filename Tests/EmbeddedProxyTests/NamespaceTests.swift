import Alluxio
import TestSupport
import Testing

@Suite("The embedded proxy's namespace", .ownThread, .timeLimit(.minutes(20)))
struct NamespaceTests {
    private let fixture: Fixture

    init() throws { fixture = try Fixture() }

    private func xattr(_ path: String) throws -> String {
        let status = try fixture.post("paths/\(path)/get-status").body
        let text = String(decoding: status, as: UTF8.self)
        let after = text.text(after: #""xattr":{"#)
        return String(after.prefix { $0 != "}" })
    }

    @Test("F17: xattr goes to what is made, and to the nearest folder that was there")
    func xattrOfParents() throws {
        _ = try fixture.post("paths//a/create-directory", #"{"xattr": {"old": "b2xk"}}"#)
        _ = try fixture.post(
            "paths//a/b/c/create-file", #"{"recursive": true, "xattr": {"new": "bmV3"}}"#)
        for path in ["/a", "/a/b", "/a/b/c"] { #expect(try xattr(path) == #""new":"bmV3""#) }
        #expect(try xattr("/") == #""old":"b2xk""#, "the root was the nearest when /a was made")
    }

    @Test("F17: a value that is no base64 is refused, and nothing is made")
    func xattrNotBase64() throws {
        let answer = try fixture.post("paths//a/create-file", #"{"xattr": {"a": "not base64!"}}"#)
        #expect(answer.status == 500)
        #expect(
            String(decoding: answer.body, as: UTF8.self)
                == "Illegal white space character (code 0x20) as character #4 of 4-char base64 unit: can only used between units"
        )
        #expect(try !fixture.client.exists(AlluxioPath("/a")))
    }

    @Test("set-attribute replaces, merges or removes xattr")
    func xattrUpdates() throws {
        _ = try fixture.post("paths//a/create-directory", #"{"xattr": {"k": "MQ==", "l": "MQ=="}}"#)
        let steps = [
            (
                #""xattrUpdateStrategy": "UNION_PRESERVE", "xattr": {"k": "Mg==", "m": "Mg=="}"#,
                #""k":"MQ==","l":"MQ==","m":"Mg==""#
            ),
            (
                #""xattrUpdateStrategy": "UNION_REPLACE", "xattr": {"k": "Mg=="}"#,
                #""k":"Mg==","l":"MQ==","m":"Mg==""#
            ),
            (#""xattrUpdateStrategy": "DELETE_KEYS", "xattr": {"k": ""}"#, #""l":"MQ==","m":"Mg==""#),
            (#""xattr": {"n": "Mw=="}"#, #""n":"Mw==""#),
        ]
        for (options, expected) in steps {
            #expect(try fixture.post("paths//a/set-attribute", "{\(options)}").status == 200)
            #expect(try xattr("/a") == expected)
        }
    }

    @Test(
        "paths are read as Alluxio reads them",
        arguments: [
            ("/d;x/f", "true"), ("/d%3Bx/f", "false"), ("/d/../d/./f", "true"), ("/%64/f", "true"),
            ("/d%2Ff", "true"), ("/d//f/", "true"), ("/d/f/x", "false"), ("/d/%66?a=b", nil),
            ("/%2e%2e/f", nil), ("//d/f", nil), ("d/f", "false"), ("", "false"), ("/%zz", nil), ("/%00", nil),
        ])
    func paths(path: String, found: String?) throws {
        try fixture.store([1], at: AlluxioPath("/d/f"))
        let answer = try fixture.post("paths/\(path)/exists")
        if let found {
            #expect(answer.status == 200 && answer.body == Array(found.utf8))
        } else {
            #expect(answer.status == 500 || answer.status == 400)
        }
    }

    @Test("names are equal when their bytes are")
    func names() throws {
        let composed = try AlluxioPath("/\u{e9}")
        let decomposed = try AlluxioPath("/e\u{301}")
        try fixture.store([1], at: composed)
        try fixture.store([2], at: decomposed)
        #expect(try fixture.content(of: composed) == [1])
        #expect(try fixture.content(of: decomposed) == [2])
    }

    @Test("lists are ordered by name, folders before what is in them")
    func lists() throws {
        for path in ["/b/z", "/b/a/x", "/c", "/a"] { try fixture.store([1], at: AlluxioPath(path)) }
        let all = try fixture.client.listStatus(AlluxioPath("/"), .with { $0.recursive = true })
        #expect(all.map(\.path) == ["/a", "/b", "/b/a", "/b/a/x", "/b/z", "/c"])
        #expect(try fixture.client.listStatus(AlluxioPath("/")).map(\.length) == [1, 2, 1])
    }

    @Test("renaming moves a folder with all in it, and is refused where it can't be")
    func renaming() throws {
        try fixture.store([7], at: AlluxioPath("/a/b/c"))
        try fixture.client.rename(AlluxioPath("/a/b"), to: AlluxioPath("/d"))
        #expect(try fixture.content(of: AlluxioPath("/d/c")) == [7])
        let refusals = [
            ("/d", "/d/e", "Cannot rename because /d is a prefix of /d/e"),
            ("/d", "/", "Cannot rename a path to the root directory"),
            ("/d", "/d/c/x/y", "Cannot rename because /d is a prefix of /d/c/x/y"),
            ("/a", "/d/c/x", "Traversal failed for path /d/c/x. Component 2(c) is a file, not a directory."),
            ("/a", "/no/x", "Path \\\"/no\\\" does not exist."),
        ]
        for (source, destination, message) in refusals {
            let answer = try fixture.post("paths/\(source)/rename?dst=\(destination)")
            #expect(String(decoding: answer.body, as: UTF8.self).contains(message))
        }
    }

    @Test("an accent after a mark of the path makes no other mark of it")
    func accents() throws {
        try fixture.client.createDirectory(AlluxioPath("/a"))
        // As on 2.9.6: a slash and U+0301, of which Swift makes one character.
        #expect(try fixture.post("paths//a/%CC%81b/create-file").status == 200)
        let listed = try fixture.client.listStatus(AlluxioPath("/a"))
        #expect(listed.map(\.name) == ["\u{301}b"])
        let query = try fixture.post("paths//a%3F%CC%81x/exists")
        #expect(query.body == Array("true".utf8))
        let colon = try fixture.post("paths//c%3A%CC%81/create-file")
        #expect(colon.status == 200)
        #expect(try fixture.client.listStatus(AlluxioPath("/")).count == 2)
    }

    @Test("deep trees are no matter")
    func depth() throws {
        let deep = "/" + Array(repeating: "d", count: 1000).joined(separator: "/")
        try fixture.client.createDirectory(AlluxioPath(deep), .with { $0.recursive = true })
        #expect(
            try fixture.client.listStatus(
                AlluxioPath("/"), .with { $0.recursive = true }, as: FileSummary.self
            ).count == 1000)
        try fixture.client.delete(AlluxioPath("/d"), .with { $0.recursive = true })
        #expect(try fixture.client.listStatus(AlluxioPath("/")).isEmpty)
    }
}

extension String {
    /// What follows the first occurrence of `mark`.
    fileprivate func text(after mark: String) -> Substring {
        var rest = self[...]
        while !rest.isEmpty, !rest.hasPrefix(mark) { rest.removeFirst() }
        return rest.dropFirst(mark.count)
    }
}
