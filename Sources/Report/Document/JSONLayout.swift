/// How a document's JSON is laid out for people: an array of plain values, or an object of few, has one line.
enum JSONLayout {
    /// An object that would be longer than so many bytes keeps a line a key.
    private static let longestObject = 200

    /// Takes the line feeds out of what has no arrays or objects in it, of JSON that has a line for each value.
    static func withShortLines(_ json: [UInt8]) -> [UInt8] {
        var laidOut: [UInt8] = []
        laidOut.reserveCapacity(json.count)
        /// Where the array or object begins that has had none in it yet.
        var start: Int?
        var (isInString, isEscaped) = (false, false)
        for byte in json {
            laidOut.append(byte)
            if isInString {
                if byte == UInt8(ascii: "\""), !isEscaped { isInString = false }
                isEscaped = byte == UInt8(ascii: "\\") && !isEscaped
                continue
            }
            switch byte {
            case UInt8(ascii: "\""): isInString = true
            case UInt8(ascii: "["), UInt8(ascii: "{"): start = laidOut.count - 1
            case UInt8(ascii: "]"), UInt8(ascii: "}"):
                if let begin = start {
                    let line = inOneLine(laidOut[begin...])
                    if byte == UInt8(ascii: "]") || line.count <= longestObject {
                        laidOut.replaceSubrange(begin..., with: line)
                    }
                }
                start = nil
            default: break
            }
        }
        return laidOut
    }

    /// A line feed and the spaces that begin the next line are one space after a comma, and nothing elsewhere. No string
    /// has one in it.
    private static func inOneLine(_ lines: ArraySlice<UInt8>) -> [UInt8] {
        var line: [UInt8] = []
        var begins = false
        for byte in lines {
            if byte == UInt8(ascii: "\n") {
                begins = true
            } else if !begins || byte != UInt8(ascii: " ") {
                if begins, line.last == UInt8(ascii: ",") { line.append(UInt8(ascii: " ")) }
                line.append(byte)
                begins = false
            }
        }
        return line
    }
}
