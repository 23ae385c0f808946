/// A status whose numbers and path can be held against what is possible.
protocol PossibleStatus {
    var path: String { get }
    /// A number that can't be negative and is.
    var negative: (name: String, number: Int64)? { get }
}

extension FileSummary: PossibleStatus {
    var negative: (name: String, number: Int64)? {
        if length < 0 { return ("length", length) }
        if inAlluxioPercentage < 0 { return ("inAlluxioPercentage", Int64(inAlluxioPercentage)) }
        return nil
    }
}

extension FileStatus: PossibleStatus {
    var negative: (name: String, number: Int64)? {
        var numbers = [
            ("length", length), ("blockSizeBytes", blockSizeBytes),
            ("inMemoryPercentage", Int64(inMemoryPercentage)),
            ("inAlluxioPercentage", Int64(inAlluxioPercentage)),
        ]
        for block in fileBlockInfos {
            numbers += [("offset", block.offset), ("blockInfo.length", block.blockInfo.length)]
        }
        return numbers.first { $0.1 < 0 }
    }
}

extension Answer {
    /// The status that is given, where there can be such a one.
    static func possible<Status: PossibleStatus>(_ status: Status) throws(Mismatch) -> Status {
        try check(status)
        return status
    }

    /// The statuses that are given, where a listing of `folder` can have them.
    static func possible<Status: PossibleStatus>(_ statuses: [Status], in folder: AlluxioPath)
        throws(Mismatch) -> [Status]
    {
        for status in statuses { try check(status, in: folder) }
        return statuses
    }

    /// Holds of any type against what is possible what is known of it.
    static func checkIfKnown(_ status: Any, in folder: AlluxioPath? = nil) throws(Mismatch) {
        guard let known = status as? any PossibleStatus else { return }
        try check(known, in: folder)
    }

    private static func check(_ status: some PossibleStatus, in folder: AlluxioPath? = nil) throws(Mismatch) {
        if let wrong = status.negative {
            throw Mismatch("not a status: \"\(wrong.name)\" of \(status.path) is \(wrong.number)")
        }
        guard let folder, !isBelow(folder.parent == nil ? "" : folder.description, status.path) else {
            return
        }
        throw Mismatch("not a listing of \(folder): it names \(status.path), which is elsewhere")
    }

    /// Whether a path stands in a folder, however deep, or is the file itself that was listed. A server would resolve `..`,
    /// and act on another path than the one written.
    private static func isBelow(_ folder: String, _ path: String) -> Bool {
        // Alluxio names what looks like a drive of Windows, as `/c:x`, without its slash.
        if isDrive(path) { return isBelow(folder, "/" + path) }
        guard path.utf8.starts(with: folder.utf8) else { return false }
        let rest = path.utf8.dropFirst(folder.utf8.count)
        guard let first = rest.first else { return !folder.isEmpty }
        return first == UInt8(ascii: "/") && hasPlainComponents(rest.dropFirst())
    }

    private static func isDrive(_ path: String) -> Bool {
        guard let letter = path.utf8.first, path.utf8.dropFirst().first == UInt8(ascii: ":") else {
            return false
        }
        return (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(letter | 0x20)
    }

    /// Whether no component is empty, `.` or `..`. Without a part of the text for each: listings are long.
    private static func hasPlainComponents(_ path: Substring.UTF8View) -> Bool {
        var (count, dots) = (0, 0)
        for byte in path {
            if byte == UInt8(ascii: "/") {
                guard count > dots || count > 2 else { return false }
                (count, dots) = (0, 0)
            } else {
                count += 1
                if byte == UInt8(ascii: ".") { dots += 1 }
            }
        }
        return count > dots || count > 2
    }
}
