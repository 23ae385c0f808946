/// The beginning of a file, for as long as no block of it has said what it is.
struct UnidentifiedBytes: Sendable {
    /// So many bytes are kept, and four words in a row looked for everywhere in them; in later blocks only a few places
    /// are looked at.
    private static let thorough: Int64 = 64 << 10
    /// In so many of them four words anywhere in a block are looked for, too: what is no generated data should cost little.
    private static let mostThorough: Int64 = 4 << 10
    /// So many of the first bytes are tried at any place in a file.
    private static let triedAnywhere = 64

    private enum Part {
        case bytes([UInt8])
        case zeros(Int64)
        /// Not kept.
        case others(Int64)

        var count: Int64 {
            switch self {
            case .bytes(let bytes): Int64(bytes.count)
            case .zeros(let count), .others(let count): count
            }
        }
    }

    /// What the file is held to.
    private(set) var identity: Identity?

    private let known: PartialIdentity
    private let fileLength: Int64?
    private var parts: [Part] = []
    /// Of the bytes in `parts`.
    private var count: Int64 = 0
    /// The beginning of a block that is not whole yet.
    private var block: [UInt8] = []
    /// The first block that decodes, but is not the one that should be there.
    private var elsewhere: Identity?

    init(known: PartialIdentity, fileLength: Int64?) {
        self.known = known
        self.fileLength = fileLength
    }

    /// Takes bytes until it is known what they are; how many.
    mutating func take(upToIdentified bytes: UnsafeRawBufferPointer) -> Int {
        var taken = 0
        while taken < bytes.count, identity == nil {
            let rest = UnsafeRawBufferPointer(rebasing: bytes[taken...])
            if count >= Self.thorough, areOthers(rest) {
                passOthers(rest)
                return bytes.count
            }
            let wanted = min(bytes.count - taken, Block.size - block.count)
            let part = UnsafeRawBufferPointer(rebasing: bytes[taken..<taken + wanted])
            if wanted == Block.size {
                take(block: part)
            } else {
                block += part
                if block.count == Block.size { takePart() }
            }
            taken += wanted
        }
        return taken
    }

    /// Whether no block that begins or ends in these bytes looks as if it decoded, or were all zeros.
    private func areOthers(_ bytes: UnsafeRawBufferPointer) -> Bool {
        guard !BlockDecoding.looksDecodable(bytes, from: block.count) else { return false }
        guard block.isEmpty || !block.prefix(8).allSatisfy({ $0 == 0 }) else { return false }
        let firstBoundary = block.isEmpty ? 0 : Block.size - block.count
        return stride(from: firstBoundary, to: bytes.count, by: Block.size).allSatisfy { start in
            !bytes[start..<min(start + 8, bytes.count)].allSatisfy { $0 == 0 }
        }
    }

    /// Takes bytes of other data. Only the beginning of a block is kept, whose end may yet say what it is.
    private mutating func passOthers(_ bytes: UnsafeRawBufferPointer) {
        let passed = (block.count + bytes.count) & ~(Block.size - 1)
        if passed > 0 {
            keep(.others(Int64(passed)))
            let begun = block.count + bytes.count - passed
            block.removeAll(keepingCapacity: true)
            // As a buffer, which is copied at once; a slice of one goes byte by byte.
            block.append(contentsOf: UnsafeRawBufferPointer(rebasing: bytes.suffix(begun)))
        } else {
            block.append(contentsOf: bytes)
        }
    }

    /// Tries the last block, once all has come.
    mutating func finish() {
        guard identity == nil else { return }
        if !block.isEmpty { takePart() }
        if identity == nil { identity = elsewhere ?? identityOfMovedBytes }
    }

    /// Gives all that was taken to a checker.
    func replay(into checker: inout Checker) {
        for part in parts {
            switch part {
            case .bytes(let bytes): bytes.withUnsafeBytes { checker.check($0) }
            case .zeros(let count): checker.checkZeros(count)
            case .others(let count): checker.countGarbage(count)
            }
        }
        block.withUnsafeBytes { checker.check($0) }
    }

    private mutating func takePart() {
        var whole: [UInt8] = []
        swap(&whole, &block)
        whole.withUnsafeBytes { take(block: $0) }
        // Its memory is used again.
        whole.removeAll(keepingCapacity: true)
        block = whole
    }

    private mutating func take(block bytes: UnsafeRawBufferPointer) {
        let isThorough = count < Self.thorough
        decode(bytes, isThorough: isThorough)
        keep(bytes, isThorough || identity != nil)
        if isThorough, count >= Self.thorough, identity == nil {
            identity = elsewhere ?? identityOfMovedBytes
        }
    }

    private mutating func decode(_ bytes: UnsafeRawBufferPointer, isThorough: Bool) {
        let number = UInt32(truncatingIfNeeded: count / Int64(Block.size))
        let decoding = BlockDecoding(bytes: bytes, number: number, fileLength: fileLength, known: known)
        guard isThorough else {
            if bytes.count < Block.size || BlockDecoding.looksDecodable(bytes, from: 0) {
                identity = decoding.block?.identity
            }
            return
        }
        let found = count < Self.mostThorough ? decoding.block : decoding.blockOfNeighbours
        guard let block = found else { return }
        if block.number == number && known.fits(block.identity) {
            identity = block.identity
        } else if elsewhere == nil {
            elsewhere = block.identity
        }
    }

    private mutating func keep(_ bytes: UnsafeRawBufferPointer, _ whole: Bool) {
        if bytes.first == 0, bytes.allSatisfy({ $0 == 0 }) {
            keep(.zeros(Int64(bytes.count)))
        } else {
            keep(whole ? .bytes(Array(bytes)) : .others(Int64(bytes.count)))
        }
    }

    private mutating func keep(_ part: Part) {
        switch (parts.last, part) {
        case (.zeros(let before), .zeros(let added)): parts[parts.count - 1] = .zeros(before + added)
        case (.others(let before), .others(let added)): parts[parts.count - 1] = .others(before + added)
        default: parts.append(part)
        }
        count += part.count
    }

    /// Of bytes that do not stand where they should, so that no block can decode.
    private var identityOfMovedBytes: Identity? {
        guard case .bytes(let bytes) = parts.first else { return nil }
        return bytes.withUnsafeBytes { bytes in
            let search = OriginSearch(bytes: bytes, position: 0)
            let last = min(bytes.count - OriginSearch.triple, Self.triedAnywhere)
            guard let run = search.firstRun(from: 0, through: last, believing: { _ in .possible }) else {
                return nil
            }
            return known.fits(run.provenance.identity) ? run.provenance.identity : nil
        }
    }
}
