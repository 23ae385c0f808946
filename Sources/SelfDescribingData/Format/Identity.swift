/// Which generated file a byte belongs to.
public struct Identity: Hashable, Sendable {
    /// The number of the run that wrote it; 0 is no run's.
    public var run: UInt32
    /// From 0 to 4,095.
    public var node: UInt16
    /// From 0 to 4,095.
    public var process: UInt16
    public var file: UInt16
    /// Which try at writing the file it is: from 1 to 16,777,215.
    public var version: UInt32

    /// Of numbers that are too large only the low bits count.
    public init(run: UInt32, node: UInt16, process: UInt16, file: UInt16 = 0, version: UInt32) {
        self.run = run
        self.node = node & 0xfff
        self.process = process & 0xfff
        self.file = file
        self.version = version & 0xff_ffff
    }
}

extension Identity {
    /// Whether only run and version may differ.
    func isSameFile(as other: Identity) -> Bool {
        node == other.node && process == other.process && file == other.file
    }

    /// All but the run, as the format packs them.
    var packed: UInt64 {
        UInt64(node) << 52 | UInt64(process) << 40 | UInt64(file) << 24 | UInt64(version)
    }

    init(run: UInt32, packed: UInt64) {
        self.init(
            run: run, node: UInt16(packed >> 52), process: UInt16(packed >> 40 & 0xfff),
            file: UInt16(truncatingIfNeeded: packed >> 24), version: UInt32(packed & 0xff_ffff))
    }
}
