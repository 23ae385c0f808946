import Glibc

// Of three changes two are of a value, as no random bytes would make one: most of what is read is numbers, of which the
// limits are what may be wrong.

private let values = [
    "0", "-1", "1", "0.5", "1e-300", "1e300", "-1e300", "1e19", "4294967295", "9007199254740993",
    "9223372036854775807",
    "-9223372036854775808", "18446744073709551615", "170141183460469231731687303715884105727", "null", "true",
    "[]", "{}",
    "\"\"",
].map { Array($0.utf8) }

@_silgen_name("LLVMFuzzerMutate")
private func changeAnything(_ bytes: UnsafeMutablePointer<UInt8>, _ count: Int, _ most: Int) -> Int

@_cdecl("LLVMFuzzerCustomMutator")
public func mutate(_ bytes: UnsafeMutablePointer<UInt8>, _ count: Int, _ most: Int, _ seed: UInt32) -> Int {
    let choice = Int(seed)
    let input = UnsafeBufferPointer(start: bytes, count: count)
    let numbers = places(of: input)
    guard choice % 3 > 0, !numbers.isEmpty else { return changeAnything(bytes, count, most) }
    let place = numbers[choice / 3 % numbers.count]
    let value = values[choice / 7 % values.count]
    let changed = input[..<place.lowerBound] + value + input[place.upperBound...]
    guard changed.count <= most else { return changeAnything(bytes, count, most) }
    bytes.update(from: Array(changed), count: changed.count)
    return changed.count
}

/// Where values stand that are numbers.
private func places(of input: UnsafeBufferPointer<UInt8>) -> [Range<Int>] {
    var places: [Range<Int>] = []
    var start: Int?
    for (index, byte) in input.enumerated() {
        let isOfNumber = (0x30...0x39).contains(byte) || "-+.eE".utf8.contains(byte)
        if let first = start, !isOfNumber {
            places.append(first..<index)
            start = nil
        } else if start == nil, isOfNumber, index > 0, ":,[".utf8.contains(input[index - 1]), byte < 0x3a {
            start = index
        }
    }
    return places
}
