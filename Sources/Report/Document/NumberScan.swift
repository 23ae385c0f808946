/// Looks for numbers in a result's JSON that no run could have, so that nobody who adds to them need look again.
struct NumberScan {
    /// A number, and where it stands.
    struct Number: Equatable {
        /// `totals.files`, `processes[3].bytes`.
        var path: String
        var text: String
    }

    /// Where it is within the JSON.
    private enum Place {
        /// In an object, at the value of a key.
        case key(Range<Int>)
        /// In an array, at so manieth of it.
        case index(Int)
    }

    /// Each counts less, and the sum of a thousand is still a number: 2⁵³, up to which a floating-point number tells
    /// integers apart.
    private static let greatest = 9_007_199_254_740_992.0
    /// What is looked at where it is used, what is an id, which may be anything, and by how much a clock is ahead of another.
    private static let others: Set = [
        "sumNanoseconds", "minNanoseconds", "maxNanoseconds", "stream", "ahead",
    ]

    private let json: [UInt8]
    private var places: [Place] = []

    /// - Parameter json: what a decoder has read already, so that its grammar is right.
    init(_ json: [UInt8]) { self.json = json }

    /// The first; nil where all are such as a run can have.
    mutating func firstImpossible() -> Number? {
        var next = 0
        while next < json.count {
            switch json[next] {
            case UInt8(ascii: "{"): places.append(.key(next..<next))
            case UInt8(ascii: "["): places.append(.index(0))
            case UInt8(ascii: "}"), UInt8(ascii: "]"): places.removeLast()
            case UInt8(ascii: ","):
                if case .index(let index) = places.last { places[places.count - 1] = .index(index + 1) }
            case UInt8(ascii: "\""):
                let text = next + 1..<endOfText(from: next + 1)
                next = text.upperBound
                if isKey(endingAt: next) { places[places.count - 1] = .key(text) }
            case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
                let number = next..<endOfNumber(from: next)
                if !isPossible(number) { return Number(path: path, text: text(number)) }
                next = number.upperBound - 1
            default: break
            }
            next += 1
        }
        return nil
    }

    /// The place of the quotation mark that ends a text.
    private func endOfText(from start: Int) -> Int {
        var place = start
        while json[place] != UInt8(ascii: "\"") { place += json[place] == UInt8(ascii: "\\") ? 2 : 1 }
        return place
    }

    private func endOfNumber(from start: Int) -> Int {
        json[start...].firstIndex { byte in
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"),
                UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E"):
                false
            default: true
            }
        } ?? json.endIndex
    }

    /// Whether a text whose last quotation mark stands here is the key of a value.
    private func isKey(endingAt mark: Int) -> Bool {
        let isSpace = { (byte: UInt8) in byte <= UInt8(ascii: " ") }
        return json[(mark + 1)...].first { !isSpace($0) } == UInt8(ascii: ":")
    }

    private func isPossible(_ number: Range<Int>) -> Bool {
        // So few digits are below every limit.
        let isDigit = { (byte: UInt8) in (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
        if number.count <= 15, json[number].allSatisfy(isDigit) { return true }
        guard let value = Double(text(number)), !(0...Self.greatest).contains(value) else { return true }
        return Self.others.contains(key)
    }

    /// The nearest around.
    private var key: String {
        let keys = places.reversed().lazy.compactMap { if case .key(let key) = $0 { key } else { nil } }
        return keys.first.map(text) ?? ""
    }

    private var path: String {
        places.reduce("") { path, place in
            switch place {
            case .key(let key): path.isEmpty ? text(key) : "\(path).\(text(key))"
            case .index(let index): "\(path)[\(index)]"
            }
        }
    }

    private func text(_ range: Range<Int>) -> String { String(decoding: json[range], as: UTF8.self) }
}
