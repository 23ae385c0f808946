import OSThreads
import Testing

@testable import StressTest

@Suite("A record's file")
struct RecordFileTests {
    @Test(
        "says where what is written can't be brought to the disk, and takes no more",
        arguments: [true, false])
    func sync(isSynced: Bool) throws {
        // Which takes every write, and has no disk.
        let file = try RecordFile("/dev/null", isSynced: isSynced)
        let event = RecordEvent(
            .replace, run: 7, node: "2", FileNumber(process: 3, file: 5), version: 4,
            path: "/a/node_2/process_3/file_5")
        guard isSynced else {
            #expect(try file.add([event]))
            return
        }
        let error = #expect(throws: SystemError.self) { try file.add([event]) }
        #expect(error?.description.hasPrefix("could not bring /dev/null to the disk: ") == true)
        #expect(try !file.add([event]))
    }
}
