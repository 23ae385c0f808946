import OSThreads

/// Makes damage to a file's content, at a place and of a length that its random numbers give.
struct DamageMaker {
    /// So many places are tried, for zeros among zeros are no damage.
    private static let tries = 16

    private let file: IntactFile
    private var random: FaultRandom

    init(_ file: IntactFile, _ random: FaultRandom) {
        self.file = file
        self.random = random
    }

    /// Damage of a kind that the file admits; nil where none was found that changes anything.
    ///
    /// - Throws: what the system says where the file's bytes can't be read.
    mutating func make(_ kind: Fault.Kind) throws(SystemError) -> Damage? {
        for _ in 0..<Self.tries {
            if let damage = try makeOnce(kind) { return damage }
        }
        return nil
    }

    private mutating func makeOnce(_ kind: Fault.Kind) throws(SystemError) -> Damage? {
        switch kind {
        case .short: shortened()
        case .long: lengthened()
        case .doubled: try doubled()
        case .wrongOffset: try moved()
        case .zeros: try zeroed()
        case .flippedBits: try bitsFlipped()
        case .garbage: try garbled()
        default: try replaced(as: kind)
        }
    }

    private var content: FileContent { file.content }
    private var count: Int64 { file.content.count }

    private mutating func shortened() -> Damage {
        let end = Int64.random(in: 0..<count, using: &random)
        return Damage([content.part(0..<end)], extent: end..<count)
    }

    private mutating func lengthened() -> Damage {
        let surplus = random.bytes(random.length(of: 1...FaultRandom.mostBytes))
        return Damage(
            [content.part(0..<count), .bytes(surplus)], extent: count..<count + Int64(surplus.count))
    }

    /// A run of bytes comes twice; what follows is shifted, and the last bytes are lost.
    private mutating func doubled() throws(SystemError) -> Damage? {
        let place = random.extent(atLeast: 1, within: 0..<count - IntactFile.shortestOrigin)
        let shifted = place.lowerBound..<count - Int64(place.count)
        guard let extent = try content.differingExtent(of: shifted, movedTo: place.upperBound) else {
            return nil
        }
        return Damage([content.part(0..<place.upperBound), content.part(shifted)], extent: extent)
    }

    /// Bytes of the file itself from elsewhere.
    private mutating func moved() throws(SystemError) -> Damage? {
        let place = random.extent(atLeast: IntactFile.shortestOrigin, within: 0..<count, atMost: count - 1)
        let length = Int64(place.count)
        var source = Int64.random(in: 0..<count - length, using: &random)
        if source >= place.lowerBound { source += 1 }
        return try content.replacing(place, with: content.bytes(source..<source + length))
    }

    private mutating func zeroed() throws(SystemError) -> Damage? {
        let place = random.extent(atLeast: IntactFile.fewestZeros, within: 0..<count)
        return try content.replacing(place, with: [UInt8](repeating: 0, count: place.count))
    }

    /// One or two bits of one word.
    private mutating func bitsFlipped() throws(SystemError) -> Damage {
        let start = Int64.random(in: 0...(count - 1) / 8, using: &random) * 8
        let word = start..<min(start + 8, count)
        var bytes = try content.bytes(word)
        let bits = (0..<8 * bytes.count).shuffled(using: &random).prefix(.random(in: 1...2, using: &random))
        for bit in bits { bytes[bit / 8] ^= 1 << (bit % 8) }
        let places = bits.map { start + Int64($0 / 8) }
        return content.replaced(
            word, with: bytes, extent: (places.min() ?? start)..<(places.max() ?? start) + 1)
    }

    /// Random bytes, each of which differs in more bits than a word of flipped bits may.
    private mutating func garbled() throws(SystemError) -> Damage {
        let place = random.extent(atLeast: 1, within: 0..<count)
        var bytes = try content.bytes(place)
        for index in bytes.indices {
            let own = bytes[index]
            while (bytes[index] ^ own).nonzeroBitCount < 3 {
                bytes[index] = .random(in: .min ... .max, using: &random)
            }
        }
        return content.replaced(place, with: bytes, extent: place)
    }

    /// Bytes of another file, or of another version of this one, at the same place.
    private mutating func replaced(as kind: Fault.Kind) throws(SystemError) -> Damage? {
        guard let other = file.identity?.other(kind, using: &random) else { return nil }
        let place = random.extent(atLeast: IntactFile.shortestOrigin, within: 0..<count)
        return try content.replacing(place, with: other.data(at: place.lowerBound, count: place.count))
    }
}
