import SelfDescribingData

extension Identity {
    /// The file's bytes from `offset` on.
    public func bytes(at offset: Int64 = 0, count: Int) -> [UInt8] {
        var bytes = [UInt8](repeating: 0xaa, count: count)
        bytes.withUnsafeMutableBytes { fill($0, at: offset) }
        return bytes
    }

    public static func random(using random: inout some RandomNumberGenerator) -> Identity {
        Identity(
            run: .random(in: 1 ... .max, using: &random), node: .random(in: 0...4095, using: &random),
            process: .random(in: 0...4095, using: &random), file: .random(in: 0 ... .max, using: &random),
            version: .random(in: 2...16_777_214, using: &random))
    }

    /// With some of its numbers others.
    public func with(
        run: UInt32? = nil, node: UInt16? = nil, process: UInt16? = nil, file: UInt16? = nil,
        version: UInt32? = nil
    ) -> Identity {
        Identity(
            run: run ?? self.run, node: node ?? self.node, process: process ?? self.process,
            file: file ?? self.file,
            version: version ?? self.version)
    }
}

extension [UInt8] {
    /// Calls `body` with pieces of random sizes that make up these bytes.
    public func inPieces(
        upTo largest: Int, using random: inout some RandomNumberGenerator,
        _ body: (UnsafeRawBufferPointer) -> Void
    ) {
        withUnsafeBytes { whole in
            var offset = 0
            while offset < whole.count {
                let count = Swift.min(.random(in: 1...largest, using: &random), whole.count - offset)
                body(UnsafeRawBufferPointer(rebasing: whole[offset..<offset + count]))
                offset += count
            }
        }
    }
}
