import Alluxio
import TestSupport
import Testing

@Suite("Paths on the real Alluxio", .ownThread, .enabled(if: RealAlluxio.isAtHand), .timeLimit(.minutes(20)))
struct RealPathTests {
    static let names = [
        "a;b", "a;v=1;w", ";", "100%", "%", "%%", "%2F", "%3Bb", "%41", "%zz", "#", "a#b", "a b", " a ",
        "a+b",
        "a&b=c", "a:b", "a,b@c!d$e'f(g)h*i", "~", "...", ".a", "a.", "a..b", "-", "\"<>|", "{}[]^`", "é",
        "e\u{301}",
        "文件", "😀", "\u{FEFF}a", "a\tb", "a\nb", "\u{1}", "\u{7f}", "null", "create-file",
        String(repeating: "n", count: 255),
    ]

    @Test("arrive as meant, whatever is in their names")
    func names() throws {
        let test = try RealFolder("paths")
        for name in Self.names {
            let folder = try test.path.appending("folder")
            try test.client.createDirectory(folder)
            let file = try folder.appending(name)
            #expect(throws: Never.self, "\(name.debugDescription)") {
                try test.write(Array(name.utf8), to: file)
                #expect(try test.read(file) == Array(name.utf8), "\(name.debugDescription)")
                #expect(try test.client.getStatus(file, as: FileSummary.self).name == name)
                // By bytes: é is written in two ways.
                let listed = try test.client.listStatus(folder, as: FileSummary.self)
                #expect(try listed.map { try AlluxioPath($0.path) } == [file], "\(name.debugDescription)")

                let renamed = try test.path.appending("to " + name)
                try test.client.rename(file, to: renamed)
                #expect(
                    try test.client.exists(renamed) && !test.client.exists(file), "\(name.debugDescription)")
                try test.client.delete(renamed)
            }
            #expect(throws: Never.self, "\(name.debugDescription)") { try test.client.delete(folder) }
        }
    }

    @Test("arrive with slashes that are too many taken away")
    func slashes() throws {
        let test = try RealFolder("slashes")
        try test.write([1, 2, 3], to: AlluxioPath("//\(test.path.name)///file/"))
        let listed = try test.client.listStatus(AlluxioPath("\(test.path)//"), as: FileSummary.self)
        #expect(listed.map(\.path) == ["\(test.path)/file"])
    }
}

extension RealFolder {
    func write(_ bytes: [UInt8], to path: AlluxioPath) throws {
        try client.withWriter(path, CreateFileOptions { $0.blockSizeBytes = 1 << 20 }) { writer in
            var rest = bytes[...]
            try writer.write { buffer in
                let piece = rest.prefix(buffer.count)
                buffer.copyBytes(from: piece)
                rest = rest.dropFirst(piece.count)
                return piece.count
            }
        }
        try Self.awaitComplete(path, client)
    }

    func read(_ path: AlluxioPath) throws -> [UInt8] {
        var came: [UInt8] = []
        try client.withReader(path) { reader in _ = try reader.read { came += $0 } }
        return came
    }
}
