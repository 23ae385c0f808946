import Glibc
import StressTest

// `--record`: an input is two records, one after the other; 0xff ends each. They are read together, and then a run opens
// the first to add to it: what of it is whole must stay, and be what was read.

private let files = [NamelessFile(), NamelessFile()]

@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let input = UnsafeBufferPointer(start: start, count: count)
    let records = input.split(separator: 0xff, maxSplits: 1, omittingEmptySubsequences: false)
    for (file, record) in zip(files, records) { file.hold(Array(record)) }
    _ = record(files.prefix(records.count).map(\.path))
    addTo(files[0])
    return 0
}

private func record(_ paths: [String]) -> Record? {
    var record = Record()
    do throws(RecordError) {
        for path in paths { try record.read(path) }
    } catch {
        return nil
    }
    for event in record.files.values { _ = event.content }
    return record
}

private func addTo(_ file: NamelessFile) {
    let (before, bytes) = (record([file.path]), file.bytes)
    guard (try? RecordFile(file.path)) != nil else {
        if file.bytes != bytes { fatalError("a file that is no record was changed") }
        return
    }
    guard bytes.starts(with: file.bytes) else { fatalError("a record was changed") }
    guard let before else { return }
    guard let after = record([file.path]), after.torn.isEmpty, after.files == before.files else {
        fatalError("a record is another once it was opened")
    }
}
