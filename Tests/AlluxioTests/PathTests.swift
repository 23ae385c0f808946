import Alluxio
import Testing

@Suite("Paths")
struct PathTests {
    @Test(
        "are brought into their plain form",
        arguments: [
            ("/", "/"), ("//", "/"), ("/a", "/a"), ("/a/", "/a"), ("//a//b//", "/a/b"), ("/a b", "/a b"),
            ("/...", "/..."), ("/.a", "/.a"), ("/a..b", "/a..b"),
        ])
    func plain(text: String, path: String) throws {
        #expect(try AlluxioPath(text).description == path)
    }

    @Test(
        "that would arrive as another path are refused",
        arguments: [
            ("", AlluxioPath.Invalid.relative), ("a", .relative), ("./a", .relative),
            ("alluxio://host/a", .relative), ("/..", .dotComponent), ("/a/../b", .dotComponent),
            ("/a/.", .dotComponent), ("/.", .dotComponent), ("/a\0b", .character("\0")),
            ("/a?b", .character("?")), ("/a\\b", .character("\\")),
        ])
    func refused(text: String, why: AlluxioPath.Invalid) {
        #expect(throws: why) { try AlluxioPath(text) }
    }

    @Test(
        "are sent with every byte encoded that is not unreserved",
        arguments: [
            ("/a;b=c", "/a%3Bb%3Dc"), ("/100%", "/100%25"), ("/%2F", "/%252F"), ("/a#b", "/a%23b"),
            ("/a b+c", "/a%20b%2Bc"), ("/é", "/%C3%A9"), ("/e\u{301}", "/e%CC%81"), ("/文", "/%E6%96%87"),
            ("/a:b@c&d!e$f'g(h)i*j,k", "/a%3Ab%40c%26d%21e%24f%27g%28h%29i%2Aj%2Ck"),
            ("/\u{1}\u{7f}\n\t", "/%01%7F%0A%09"), ("/A-z_0.9~", "/A-z_0.9~"),
            ("/\"<>[]^`{|}", "/%22%3C%3E%5B%5D%5E%60%7B%7C%7D"),
        ])
    func encoded(text: String, sent: String) throws {
        #expect(try AlluxioPath(text).percentEncoded == sent)
    }

    @Test("are equal when their bytes are, not when their text is")
    func bytewise() throws {
        #expect(try AlluxioPath("/\u{e9}") != AlluxioPath("/e\u{301}"))
        #expect(
            try Set([AlluxioPath("/\u{e9}"), AlluxioPath("/e\u{301}"), AlluxioPath("//\u{e9}")]).count == 2)
    }

    @Test("are taken apart and put together")
    func parts() throws {
        let path = try AlluxioPath("/a/b")
        #expect(path.name == "b")
        #expect(path.parent?.description == "/a")
        #expect(path.parent?.parent == .root)
        #expect(AlluxioPath.root.parent == nil)
        #expect(AlluxioPath.root.name == "")
        #expect(try AlluxioPath.root.appending("a").appending("b") == path)
    }

    @Test(
        "take no name that is not one entry's", arguments: ["", "a/b", "/", ".", "..", "a?", "a\\b", "a\0"])
    func names(_ name: String) {
        #expect(throws: AlluxioPath.Invalid.self) { try AlluxioPath.root.appending(name) }
    }
}
