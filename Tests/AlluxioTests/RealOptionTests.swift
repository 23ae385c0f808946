import Alluxio
import TestSupport
import Testing

/// An option that Alluxio doesn't know is answered with 400, not with an error of its own.
@Suite(
    "Options on the real Alluxio", .ownThread, .enabled(if: RealAlluxio.isAtHand), .timeLimit(.minutes(20)))
struct RealOptionTests {
    @Test("are all known to it")
    func known() throws {
        let test = try RealFolder("options")
        let (client, folder) = (test.client, test.path)
        let (file, mountPoint) = (try folder.appending("file"), try folder.appending("mount"))
        let missing = try folder.appending("missing")

        try understood { try client.createDirectory(folder.appending("sub"), AllOptions.createDirectory) }
        try understood {
            var options = AllOptions.createFile
            options.blockSizeBytes = 1 << 20
            try client.close(client.createFile(file, options))
            try RealFolder.awaitComplete(file, client)
        }
        try understood { try client.close(client.openFile(file, AllOptions.openFile)) }
        try understood { _ = try client.getStatus(file, AllOptions.getStatus) }
        try understood { _ = try client.listStatus(folder, AllOptions.listStatus) }
        try understood { _ = try client.exists(file, AllOptions.exists) }
        try understood { try client.setAttribute(missing, AllOptions.setAttribute) }
        try understood { try client.rename(file, to: folder.appending("renamed"), AllOptions.rename) }
        try understood { try client.free(missing, AllOptions.free) }
        try understood { try client.mount(mountPoint, source: "/no/such/folder", AllOptions.mount) }
        try understood { try client.unmount(mountPoint, AllOptions.unmount) }
        try understood { try client.delete(missing, AllOptions.delete) }
    }

    @Test("do what they say: mode, time to live, extended attributes, block size")
    func done() throws {
        let test = try RealFolder("options-done")
        let file = try test.path.appending("file")
        try test.client.close(
            test.client.createFile(
                file,
                CreateFileOptions {
                    $0.mode = AllOptions.mode
                    $0.commonOptions = CommonOptions(ttl: 3_600_000, ttlAction: .delete)
                    $0.xattr = ["name": Array("value ☃".utf8)]
                    $0.blockSizeBytes = 1 << 20
                }))
        let status = try RealFolder.awaitComplete(file, test.client)
        #expect(status.mode == 0o750)
        #expect(status.ttl == 3_600_000 && status.ttlAction == .delete)
        #expect(status.xattr?["name"] == Array("value ☃".utf8))
        #expect(status.blockSizeBytes == 1 << 20)
        #expect(status.completed && status.length == 0 && !status.folder)
    }

    /// Holds that the call was done, or refused by Alluxio itself.
    private func understood(_ call: () throws -> Void) throws {
        do { try call() } catch let error as AlluxioError where error.statusCode != nil {}
    }
}
