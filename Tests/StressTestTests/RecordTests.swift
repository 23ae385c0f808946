import TestSupport
import Testing

@testable import StressTest

@Suite("A record, read back")
struct RecordTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func read(_ text: String, _ more: String...) throws -> Record {
        var record = Record()
        for (number, text) in ([text] + more).enumerated() {
            try record.read(folder.write(Array(text.utf8), to: "\(number).jsonl"))
        }
        return record
    }

    private static let stored =
        #"{"event":"stored","run":7,"node":"2","process":3,"file":5,"version":4,"path":"/a","length":10,"data":"generated","time":1.5}"#
    private static let replace =
        #"{"event":"replace","run":7,"node":"2","process":3,"file":5,"version":4,"path":"/a"}"#

    private func event(_ kind: RecordEvent.Kind, path: String = "/a") -> RecordEvent {
        RecordEvent(kind, run: 7, node: "2", FileNumber(process: 3, file: 5), version: 4, path: path)
    }

    @Test("has the last line about each path")
    func last() throws {
        let kind = RecordEvent.Kind.stored(length: 10, data: .generated, time: 1.5)
        #expect(try read(Self.stored + "\n").files == ["/a": event(kind)])
        #expect(try read("\(Self.stored)\n\(Self.replace)\n").files == ["/a": event(.replace)])
        #expect(try read("\(Self.replace)\n\(Self.stored)\n").files == ["/a": event(kind)])
        let other = Self.replace.replacing("/a", with: "/b")
        let both = ["/a": event(kind), "/b": event(.replace, path: "/b")]
        #expect(try read("\(other)\n\(Self.stored)\n").files == both)
        #expect(try read("\(other)\n", "\(Self.stored)\n").files == both)
        #expect(try read("").files.isEmpty)
    }

    @Test("gives the lines that were written, whatever is in a path")
    func writtenAndRead() throws {
        let paths = ["/a\"b'c", "/\u{1}\t\n", "/ä €😀", "/\u{7f}\u{2028}"]
        let kinds: [RecordEvent.Kind] = [
            .replace, .stored(length: .max, data: .source, time: 1_795_567_738.848938),
        ]
        let events = zip(paths, kinds + kinds).map { event($1, path: $0) }
        let file = try RecordFile(folder.path("written"))
        #expect(try file.add(events))
        var record = Record()
        try record.read(file.path)
        #expect(record.files == Dictionary(uniqueKeysWithValues: events.map { ($0.path, $0) }))
    }

    @Test("leaves a torn last line out, and says so", arguments: [1, 2, 9, 50, stored.utf8.count])
    func torn(bytes: Int) throws {
        let record = try read("\(Self.replace)\n\(Self.stored.prefix(bytes))")
        #expect(record.files == ["/a": event(.replace)])
        #expect(record.torn == [folder.path("0.jsonl")])
        #expect(try read("\(Self.replace)\n").torn.isEmpty)
    }

    @Test(
        "stops at a line that is none, names it and says why",
        arguments: [
            ("", "no JSON"), ("x", "no JSON"), ("{", "no JSON"), ("[]", "of another type"),
            ("\0\0", "no JSON"),
            (stored.replacing("stored", with: "dropped"), "its \"event\" is 'dropped', neither"),
            (stored.replacing(#""length":10,"#, with: ""), "it has no \"length\""),
            (stored.replacing(#""node":"2""#, with: #""node":2"#), "its \"node\" is of another type"),
            (stored.replacing("generated", with: "made"), "its \"data\" is 'made', neither"),
            (
                stored.replacing(#""run":7"#, with: #""run":-7"#),
                "its \"run\" is -7, not from 0 to 4294967295"
            ),
            (
                stored.replacing(#""process":3"#, with: #""process":4096"#),
                "\"process\" is 4096, not from 0 to 4095"
            ),
            (
                stored.replacing(#""file":5"#, with: #""file":65536"#),
                "\"file\" is 65536, not from 0 to 65535"
            ),
            (stored.replacing(#""version":4"#, with: #""version":16777216"#), "\"version\" is 16777216, not"),
            (stored.replacing(#""length":10"#, with: #""length":-1"#), "\"length\" is -1, not"),
            (stored.replacing(#""length":10"#, with: #""length":1e99"#), "a number that can't be"),
            (stored.replacing(#""node":"2""#, with: #""node":"..""#), "its \"node\" is '..', no node's name"),
            (stored.replacing(#""node":"2""#, with: #""node":"a""#), "its \"data\" is 'generated', but"),
            (stored.replacing("/a", with: "a"), "its \"path\" is 'a', no path in Alluxio"),
            (String(repeating: "x", count: 100_000), "it is longer than any"),
        ])
    func malformed(line: String, why: String) throws {
        let error = #expect(throws: RecordError.self) {
            try read("\(Self.stored)\n\(Self.replace)\n\(line)\n\(Self.stored)\n")
        }
        let text = error?.description ?? ""
        #expect(text.hasPrefix("\(folder.path("0.jsonl")), line 3, is no line of a record: "), "\(text)")
        #expect(text.contains(why), "\(text)")
    }

    @Test("is not there, and that is said")
    func absent() {
        var record = Record()
        let error = #expect(throws: RecordError.self) { try record.read("/no/such/file") }
        #expect(error?.description.contains("/no/such/file: No such file or directory") == true)
    }

    @Test("is longer than a piece of it that is read at once")
    func long() throws {
        let lines = (0..<20_000).map { Self.stored.replacing("/a", with: "/\($0)") + "\n" }
        let record = try read(lines.joined())
        #expect(record.files.count == 20_000)
        #expect(record.files["/19999"]?.version == 4)
    }

    @Test("says what generated data must be, and of a source's bytes nothing")
    func content() throws {
        let generated = try #require(read(Self.stored + "\n").files["/a"]?.content)
        var bytes = [UInt8](repeating: 0, count: 20)
        #expect(try bytes.withUnsafeMutableBytes { try generated.fill($0, at: 0) } == 10)
        let own = Content.generated(run: 7, node: 2, length: 20).version(4, ofProcess: 3, file: 5)
        var expected = [UInt8](repeating: 0, count: 20)
        #expect(try expected.withUnsafeMutableBytes { try own.fill($0, at: 0) } == 20)
        #expect(bytes[..<10] == expected[..<10])
        #expect(try read(Self.replace + "\n").files["/a"]?.content == nil)
        let source = Self.stored.replacing("generated", with: "source")
        #expect(try read(source + "\n").files["/a"]?.content == nil)
    }
}
