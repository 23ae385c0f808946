/// The name of a machine that takes part: `[A-Za-z0-9._-]{1,64}`, and neither `.` nor `..`.
public struct NodeName: Sendable, Hashable, CustomStringConvertible {
    public let description: String

    /// Nil where the text is no such name.
    public init?(_ text: String) {
        let allowed = text.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "-"):
                true
            default: false
            }
        }
        guard allowed, (1...64).contains(text.utf8.count), text != ".", text != ".." else { return nil }
        description = text
    }

    /// The name that is this number.
    init(number: Int) { description = "\(number)" }

    /// What generated data bears of it: a number from 0 to 4,095, where the name is one without leading zeros.
    public var number: UInt16? {
        guard let number = UInt16(description), number < 4096, description == "\(number)" else { return nil }
        return number
    }
}
