/// The beginning of a file, for as long as no block of it has said what it is.
struct UnidentifiedBytes: Sendable {
    /// So many bytes are kept, and every place in them is tried; of later blocks only some.
    private static let thorough: Int64 = 64 << 10
    /// So many of the first bytes are tried at any place in a file.
    private static let triedAnywhere = 512

    private enum Part {
        case bytes([UInt8])
        case zeros(Int64)
        /// Not kept.
        case others(Int64)
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
        let whole = block
        block = []
        whole.withUnsafeBytes { take(block: $0) }
    }

    private mutating func take(block bytes: UnsafeRawBufferPointer) {
        let isThorough = count < Self.thorough
        decode(bytes, thoroughly: isThorough)
        keep(bytes, isThorough || identity != nil)
        if isThorough, count >= Self.thorough, identity == nil {
            identity = elsewhere ?? identityOfMovedBytes
        }
    }

    private mutating func decode(_ bytes: UnsafeRawBufferPointer, thoroughly: Bool) {
        let number = UInt32(truncatingIfNeeded: count / Int64(Block.size))
        let decoding = BlockDecoding(bytes: bytes, number: number, fileLength: fileLength, known: known)
        guard thoroughly || decoding.blockAtSomePlaces != nil, let block = decoding.block else { return }
        if block.number == number && known.fits(block.identity) || !thoroughly {
            identity = block.identity
        } else if elsewhere == nil {
            elsewhere = block.identity
        }
    }

    private mutating func keep(_ bytes: UnsafeRawBufferPointer, _ whole: Bool) {
        let added = Int64(bytes.count)
        if bytes.allSatisfy({ $0 == 0 }) {
            if case .zeros(let before) = parts.last {
                parts[parts.count - 1] = .zeros(before + added)
            } else {
                parts.append(.zeros(added))
            }
        } else if whole {
            parts.append(.bytes(Array(bytes)))
        } else if case .others(let before) = parts.last {
            parts[parts.count - 1] = .others(before + added)
        } else {
            parts.append(.others(added))
        }
        count += added
    }

    /// Of bytes that do not stand where they should, so that no block can decode.
    private var identityOfMovedBytes: Identity? {
        guard case .bytes(let bytes) = parts.first else { return nil }
        return bytes.withUnsafeBytes { bytes in
            let search = OriginSearch(bytes: bytes, position: 0)
            let last = min(bytes.count - OriginSearch.triple, Self.triedAnywhere)
            guard let run = search.firstRun(from: 0, through: last) else { return nil }
            return known.fits(run.provenance.identity) ? run.provenance.identity : nil
        }
    }
}
