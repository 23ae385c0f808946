import CVectors

/// Which bytes of a window belong to zero bytes that are so many that they are no accident.
struct ZeroBytes {
    static let least = 16

    private let window: UnsafeRawBufferPointer
    /// Those that were counted last.
    private var counted = 0..<0

    init(in window: UnsafeRawBufferPointer) { self.window = window }

    /// Whether the byte at `place` is such a one.
    mutating func contain(_ place: Int) -> Bool { end(from: place) != nil }

    /// Where those end that the byte at `place` belongs to; nil where it does not.
    mutating func end(from place: Int) -> Int? {
        guard window[place] == 0 else { return nil }
        if !counted.contains(place) {
            var first = place
            // More of them before don't matter.
            while first > 0, place - first < Self.least, window[first - 1] == 0 { first -= 1 }
            counted = first..<place + Self.count(in: window, from: place)
        }
        return counted.count >= Self.least ? counted.upperBound : nil
    }

    /// How many zero bytes there are from `place` on.
    static func count(in bytes: UnsafeRawBufferPointer, from place: Int) -> Int {
        guard let start = bytes.baseAddress, place < bytes.count else { return 0 }
        return zeros_before_others(start + place, bytes.count - place)
    }

    /// How many bytes there are from `place` on before the next zero byte.
    static func countOfOthers(in bytes: UnsafeRawBufferPointer, from place: Int) -> Int {
        guard let start = bytes.baseAddress, place < bytes.count else { return 0 }
        return others_before_zero(start + place, bytes.count - place)
    }
}
