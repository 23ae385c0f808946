/// Which bytes of a window belong to zero bytes that are so many that they are no accident.
struct ZeroBytes {
    static let least = 16

    private let window: UnsafeRawBufferPointer
    /// Those that were counted last.
    private var counted = 0..<0

    init(in window: UnsafeRawBufferPointer) { self.window = window }

    mutating func contain(_ place: Int) -> Bool {
        guard window[place] == 0 else { return false }
        if !counted.contains(place) {
            var (first, end) = (place, place + 1)
            // More of them before don't matter.
            while first > 0, place - first < Self.least, window[first - 1] == 0 { first -= 1 }
            while end < window.count, window[end] == 0 { end += 1 }
            counted = first..<end
        }
        return counted.count >= Self.least
    }
}
