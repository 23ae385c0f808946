/// Who may do what with a file or folder, as options give it. (A status has it as a number: `FileStatus.mode`.)
public struct Mode: Hashable, Sendable, Decodable, OptionValue {
    /// What one class of users may do.
    public enum Bits: String, Hashable, Sendable, Decodable, CaseIterable, OptionValue {
        case none = "NONE"
        case execute = "EXECUTE"
        case write = "WRITE"
        case writeExecute = "WRITE_EXECUTE"
        case read = "READ"
        case readExecute = "READ_EXECUTE"
        case readWrite = "READ_WRITE"
        case all = "ALL"
    }

    public var ownerBits: Bits
    public var groupBits: Bits
    public var otherBits: Bits

    public init(ownerBits: Bits, groupBits: Bits, otherBits: Bits) {
        self.ownerBits = ownerBits
        self.groupBits = groupBits
        self.otherBits = otherBits
    }

    func write(to json: inout OptionsJSON) {
        json.object { json in
            json.member("ownerBits", ownerBits)
            json.member("groupBits", groupBits)
            json.member("otherBits", otherBits)
        }
    }
}
