import OSThreads

// What of other bytes differs from a file's own, as findings count it.
extension FileContent {
    /// So many equal bytes end a run of bytes that differ.
    private static let gap = 16
    private static let step: Int64 = 4096

    /// Puts other bytes in the place of these, as far as they make one run that differs; nil where none does.
    func replacing(_ place: Range<Int64>, with others: [UInt8]) throws(SystemError) -> Damage? {
        guard let run = Self.firstDifferingRun(of: others, from: try bytes(place)) else { return nil }
        let start = place.lowerBound
        return replaced(
            start..<start + Int64(run.upperBound), with: Array(others[..<run.upperBound]),
            extent: start + Int64(run.lowerBound)..<start + Int64(run.upperBound))
    }

    func replaced(_ place: Range<Int64>, with others: [UInt8], extent: Range<Int64>) -> Damage {
        Damage(
            [part(0..<place.lowerBound), .bytes(others), part(place.upperBound..<count)], extent: extent)
    }

    private static func firstDifferingRun(of others: [UInt8], from own: [UInt8]) -> Range<Int>? {
        guard let first = others.indices.first(where: { others[$0] != own[$0] }) else { return nil }
        var end = first + 1
        var place = end
        while place < others.count, place - end < gap {
            if others[place] != own[place] { end = place + 1 }
            place += 1
        }
        return first..<end
    }

    /// Of these bytes, put at another place of the file: from the first that differs from what is there to the last; nil
    /// where none does.
    func differingExtent(of range: Range<Int64>, movedTo place: Int64) throws(SystemError) -> Range<Int64>? {
        let distance = place - range.lowerBound
        var first: Int64?
        var start = range.lowerBound
        while first == nil, start < range.upperBound {
            let end = min(start + Self.step, range.upperBound)
            first = try differing(start..<end, distance).first
            start = end
        }
        guard let first else { return nil }
        var last: Int64?
        var end = range.upperBound
        while last == nil, end > range.lowerBound {
            let start = max(end - Self.step, range.lowerBound)
            last = try differing(start..<end, distance).last
            end = start
        }
        return first..<(last ?? first) + 1
    }

    /// Where bytes differ from those that stand so much further on.
    private func differing(_ part: Range<Int64>, _ distance: Int64) throws(SystemError) -> [Int64] {
        let start = part.lowerBound + distance
        let (others, own) = (try bytes(part), try bytes(start..<part.upperBound + distance))
        return own.indices.filter { own[$0] != others[$0] }.map { start + Int64($0) }
    }
}
