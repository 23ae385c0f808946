import SelfDescribingData
import TestSupport
import Testing

@Suite("A block's first bytes")
struct BlockBeginningTests {
    private func identity(_ bytes: [UInt8], at offset: Int64) -> Identity? {
        bytes.withUnsafeBytes { Identity(ofBlock: $0, at: offset) }
    }

    @Test("say which file it is of, where it stands in its place")
    func identified() {
        var random = SeededGenerator()
        for _ in 0..<100 {
            let one = Identity.random(using: &random)
            let offset = 4096 * Int64.random(in: 0..<1 << 32, using: &random)
            let bytes = one.bytes(at: offset, count: .random(in: 32...100, using: &random))
            #expect(identity(bytes, at: offset) == one, "seed \(random.seed)")
            #expect(identity(bytes, at: offset + 4096) == nil, "seed \(random.seed)")
        }
    }

    @Test("say nothing where they are too few, or one of them is wrong")
    func nothing() {
        var random = SeededGenerator()
        let one = Identity.random(using: &random)
        #expect(identity(one.bytes(count: 31), at: 0) == nil, "seed \(random.seed)")
        for place in 0..<32 {
            var bytes = one.bytes(count: 64)
            bytes[place] ^= .random(in: 1...255, using: &random)
            #expect(identity(bytes, at: 0) == nil, "seed \(random.seed), byte \(place)")
        }
    }
}
