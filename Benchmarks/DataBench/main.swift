// How fast generated data is filled, checked and explained, beside memcpy: bytes a second as a JSON object, and how long
// an operation takes to be recorded, in nanoseconds. Every figure
// is the best of several rounds, of 64 KiB buffers that stay in the cache unless it says otherwise.
import Glibc
import SelfDescribingData

let size = 64 << 10
let identity = Identity(run: 1, node: 2, process: 3, version: 4)

func buffer(_ count: Int) -> UnsafeMutableRawBufferPointer {
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: count, alignment: 64)
    identity.fill(buffer, at: 0)
    return buffer
}

/// Bytes a second, where `body` handles `count` of them.
func rate(of count: Int, rounds: Int = 15, _ body: () -> Void) -> Double {
    let repetitions = max(1, (256 << 20) / count)
    return (0..<rounds).map { _ in
        let time = ContinuousClock().measure { for _ in 0..<repetitions { body() } }
        return Double(count * repetitions) / (time / .seconds(1))
    }.max() ?? 0
}

/// A measurement means something only if the work was done.
func require(_ condition: Bool, _ what: String) {
    guard !condition else { return }
    print("data-bench: \(what)")
    exit(1)
}

let (source, target) = (buffer(size), buffer(size))
let large = buffer(64 << 20)
let noise = buffer(1 << 20)
var generator = SystemRandomNumberGenerator()
for word in 0..<noise.count / 8 {
    noise.storeBytes(of: generator.next(), toByteOffset: 8 * word, as: UInt64.self)
}

guard let from = source.baseAddress, let to = target.baseAddress else { exit(1) }
var copied = 0
let copy = rate(of: size) { if memcpy(to, from, size) == to { copied += 1 } }
require(copied > 0 && memcmp(to, from, size) == 0, "nothing was copied")

var offset: Int64 = 0
let fill = rate(of: size) {
    identity.fill(target, at: offset)
    offset += Int64(size)
}
require(identity.matches(UnsafeRawBufferPointer(target), at: offset - Int64(size)), "nothing was filled")

var differences = 0
let check = rate(of: size) {
    var checker = Checker(identity, length: Int64(size))
    checker.check(UnsafeRawBufferPointer(source))
    differences += checker.finish().count
}
require(differences == 0, "what was filled is not right")

var pieces = 0
let explain = rate(of: large.count, rounds: 5) {
    var explainer = Explainer()
    for start in stride(from: 0, to: large.count, by: size) {
        pieces += explainer.explain(UnsafeRawBufferPointer(rebasing: large[start..<start + size])).count
    }
    pieces += explainer.finish().count
}
require(pieces % 5 == 0 && pieces > 0, "what was filled is not one piece")

let explainNoise = rate(of: noise.count, rounds: 1) {
    var explainer = Explainer()
    pieces = explainer.explain(UnsafeRawBufferPointer(noise)).count + explainer.finish().count
}
require(pieces == 1, "noise is not one piece")

var isGenerated = false
let passNoise = rate(of: noise.count, rounds: 5) {
    var checker = IdentifyingChecker(known: PartialIdentity(node: 2, process: 3, file: 0))
    checker.check(UnsafeRawBufferPointer(noise))
    if checker.finish() != .notGenerated { isGenerated = true }
}
require(!isGenerated, "noise is taken for generated data")

print(
    """
    {"memcpy": \(copy), "fill": \(fill), "check": \(check), "explain": \(explain),
     "explainNoise": \(explainNoise), "passNoise": \(passNoise), "recording": \(recordingTime())}
    """)
