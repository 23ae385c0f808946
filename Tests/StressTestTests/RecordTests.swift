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
        #"{"event":"stored","run":7,"node":"2","process":3,"file":5,"version":4,"path":"/a/node_2/process_3/file_5","length":10,"data":"generated","time":1.5}"#
    private static let replace =
        #"{"event":"replace","run":7,"node":"2","process":3,"file":5,"version":4,"path":"/a/node_2/process_3/file_5"}"#

    /// Where the file of the lines stands in a folder.
    private static func path(in root: String = "/a") -> String { "\(root)/node_2/process_3/file_5" }

    private func event(_ kind: RecordEvent.Kind, in root: String = "/a") -> RecordEvent {
        RecordEvent(
            kind, run: 7, node: "2", FileNumber(process: 3, file: 5), version: 4, path: Self.path(in: root))
    }

    @Test("has the last line about each path")
    func last() throws {
        let kind = RecordEvent.Kind.stored(length: 10, data: .generated, time: 1.5)
        #expect(try read(Self.stored + "\n").files == [Self.path(): event(kind)])
        #expect(try read("\(Self.stored)\n\(Self.replace)\n").files == [Self.path(): event(.replace)])
        #expect(try read("\(Self.replace)\n\(Self.stored)\n").files == [Self.path(): event(kind)])
        let other = Self.replace.replacing("/a", with: "/b")
        let both = [Self.path(): event(kind), Self.path(in: "/b"): event(.replace, in: "/b")]
        #expect(try read("\(other)\n\(Self.stored)\n").files == both)
        #expect(try read("\(other)\n", "\(Self.stored)\n").files == both)
        #expect(try read("").files.isEmpty)
    }

    /// That a run stored a version, and that one is about to replace it.
    private func storing(run: Int, version: Int = 1, at time: Double, _ path: String = "/a") -> String {
        Self.stored.replacing(#""run":7"#, with: #""run":\#(run)"#)
            .replacing(#""version":4"#, with: #""version":\#(version)"#)
            .replacing("1.5", with: "\(time)").replacing("/a", with: path) + "\n"
    }

    private func replacing(run: Int, version: Int = 1, _ path: String = "/a") -> String {
        Self.replace.replacing(#""run":7"#, with: #""run":\#(run)"#)
            .replacing(#""version":4"#, with: #""version":\#(version)"#).replacing("/a", with: path) + "\n"
    }

    /// What rules `/a`, which must be the same in whatever order the records are given.
    private func ruling(_ records: [String], sourceLocation: SourceLocation = #_sourceLocation) throws
        -> String
    {
        let orders =
            records.count == 2 ? [[0, 1], [1, 0]] : [[0, 1, 2], [1, 2, 0], [2, 1, 0], [0, 2, 1]]
        let events = try orders.map { order in
            var record = Record()
            for index in order {
                try record.read(folder.write(Array(records[index].utf8), to: "\(index).jsonl"))
            }
            return try #require(record.files[Self.path()])
        }
        #expect(events.allSatisfy { $0 == events[0] }, sourceLocation: sourceLocation)
        return
            "\(events[0].kind == .replace ? "replace" : "stored") run \(events[0].run) version \(events[0].version)"
    }

    @Test("of two runs has what the later one stored, whichever is given first")
    func laterRun() throws {
        let first = replacing(run: 0, version: 0) + storing(run: 1, at: 10)
        let second = replacing(run: 1) + storing(run: 2, at: 20)
        #expect(try ruling([first, second]) == "stored run 2 version 1")
        // The first died in an iteration, which the second made good.
        let died = first + replacing(run: 1)
        #expect(try ruling([died, second]) == "stored run 2 version 1")
        let diedAtOnce = replacing(run: 0, version: 0)
        #expect(try ruling([diedAtOnce, second]) == "stored run 2 version 1")
    }

    @Test("has what a run replaced that died later than another stored, whichever is given first")
    func laterDeath() throws {
        let first = replacing(run: 0, version: 0) + storing(run: 1, at: 10)
        #expect(try ruling([first, replacing(run: 1)]) == "replace run 1 version 1")
        let second = replacing(run: 1) + storing(run: 2, at: 20) + replacing(run: 2)
        #expect(try ruling([first, second]) == "replace run 2 version 1")
        // Without marks it doesn't say what it replaced, but others that it stored before.
        let unmarked = storing(run: 2, at: 20, "/b") + replacing(run: 0, version: 0)
        #expect(try ruling([first, unmarked]) == "replace run 0 version 0")
    }

    @Test("of three runs has what was written last, whichever is given first")
    func threeRuns() throws {
        let first = replacing(run: 0, version: 0) + storing(run: 1, at: 10)
        let second = replacing(run: 1) + storing(run: 2, version: 1, at: 20)
        #expect(try ruling([first, second, replacing(run: 2)]) == "replace run 2 version 1")
        #expect(try ruling([first, second, replacing(run: 1)]) == "stored run 2 version 1")
        let third = replacing(run: 2) + storing(run: 3, at: 30)
        #expect(try ruling([first, second + replacing(run: 2), third]) == "stored run 3 version 1")
        // A run that went on in the first record.
        #expect(try ruling([first + third, second, replacing(run: 2)]) == "stored run 3 version 1")
    }

    @Test("within one file has its last line, whatever the times")
    func clockSetBack() throws {
        let text = storing(run: 1, at: 20) + replacing(run: 1) + storing(run: 2, at: 10)
        #expect(try read(text).files[Self.path()]?.run == 2)
    }

    @Test("gives the lines that were written, whatever is in a path")
    func writtenAndRead() throws {
        let paths = ["/a\"b'c", "/\u{1}\t\n", "/ä €😀", "/\u{7f}\u{2028}"]
        let kinds: [RecordEvent.Kind] = [
            .replace, .stored(length: .max, data: .source, time: 1_795_567_738.848938),
        ]
        let events = zip(paths, kinds + kinds).map { event($1, in: $0) }
        let file = try RecordFile(folder.path("written"))
        #expect(try file.add(events))
        var record = Record()
        try record.read(file.path)
        #expect(record.files == Dictionary(uniqueKeysWithValues: events.map { ($0.path, $0) }))
    }

    @Test("leaves a torn last line out, and says so", arguments: [1, 2, 9, 50, stored.utf8.count])
    func torn(bytes: Int) throws {
        let record = try read("\(Self.replace)\n\(Self.stored.prefix(bytes))")
        #expect(record.files == [Self.path(): event(.replace)])
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
            (
                stored.replacing("/a", with: "a"),
                "its \"path\" is 'a/node_2/process_3/file_5', no path in Alluxio"
            ),
            (stored.replacing(path(), with: "/a"), "its \"path\" is '/a', not .../node_2/process_3/file_5"),
            (stored.replacing("node_2", with: "node_1"), "is '/a/node_1/process_3/file_5', not .../node_2/"),
            (stored.replacing("process_3", with: "process_03"), "not .../node_2/process_3/file_5"),
            (stored.replacing("/file_5", with: ""), "not .../node_2/process_3/file_5"),
            (stored.replacing("/a", with: "//a"), "is '//a/node_2/process_3/file_5', not .../node_2/"),
            (
                stored.replacing(#""file":5"#, with: #""file":0"#),
                "not .../node_2/process_3 or .../node_2/process_3/file_0"
            ),
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
        #expect(record.files[Self.path(in: "/19999")]?.version == 4)
    }

    @Test("says what generated data must be, and of a source's bytes nothing")
    func content() throws {
        let generated = try #require(read(Self.stored + "\n").files[Self.path()]?.content)
        var bytes = [UInt8](repeating: 0, count: 20)
        #expect(try bytes.withUnsafeMutableBytes { try generated.fill($0, at: 0) } == 10)
        let own = Content.generated(run: 7, node: 2, length: 20).version(4, ofProcess: 3, file: 5)
        var expected = [UInt8](repeating: 0, count: 20)
        #expect(try expected.withUnsafeMutableBytes { try own.fill($0, at: 0) } == 20)
        #expect(bytes[..<10] == expected[..<10])
        #expect(try read(Self.replace + "\n").files[Self.path()]?.content == nil)
        let source = Self.stored.replacing("generated", with: "source")
        #expect(try read(source + "\n").files[Self.path()]?.content == nil)
    }
}
