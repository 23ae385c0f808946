extension Operation {
    /// How many bytes the answer to a call may have: what it can be, and no more than the memory is to be filled with.
    var answerBytes: Int {
        switch self {
        case .listStatus: 256 << 20
        // It has every block of a file, with all that hold it.
        case .getStatus: 16 << 20
        case .proxyInfo: 1 << 20
        // A number, a word or nothing; with room for a page, whose beginning tells where it is from.
        default: 64 << 10
        }
    }
}
