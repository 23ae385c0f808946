/// The counters of a histogram, in pages: what is never met takes no memory.
struct PagedCounters: Sendable {
    /// For each page its place among those that are there, from 1 on; 0 where nothing on it was ever met.
    private var places: [UInt16] = []
    private var counters: [Int64] = []

    init() {}

    private static let size = HistogramLayout.countersOfAPage

    /// The sum of all.
    var total: Int64 { counters.reduce(0, +) }

    /// The least counter that is above zero.
    var first: Int? {
        for page in places.indices where places[page] > 0 {
            if let slot = self[page].firstIndex(where: { $0 > 0 }) {
                return page * Self.size + slot % Self.size
            }
        }
        return nil
    }

    /// The greatest counter that is above zero.
    var last: Int? {
        for page in places.indices.reversed() where places[page] > 0 {
            if let slot = self[page].lastIndex(where: { $0 > 0 }) {
                return page * Self.size + slot % Self.size
            }
        }
        return nil
    }

    mutating func add(_ count: Int64, at index: Int) {
        counters[start(ofPage: index / Self.size) + index % Self.size] += count
    }

    mutating func add(_ other: PagedCounters) {
        for page in other.places.indices where other.places[page] > 0 { add(page: page, other[page]) }
    }

    /// Adds to each counter of a page what another's stands at.
    mutating func add(page: Int, _ more: some Sequence<Int64>) {
        for (slot, count) in zip(start(ofPage: page)..., more) { counters[slot] += count }
    }

    /// What was added to these counters since they stood at `earlier`.
    func subtracting(_ earlier: PagedCounters) -> PagedCounters {
        var rest = PagedCounters()
        for page in places.indices where places[page] > 0 {
            guard page < earlier.places.count, earlier.places[page] > 0 else {
                rest.add(page: page, self[page])
                continue
            }
            if self[page] != earlier[page] {
                rest.add(page: page, zip(self[page], earlier[page]).lazy.map(-))
            }
        }
        return rest
    }

    /// The counter of the value that is so manieth of all, from 1 on; nil where there are not so many.
    func index(ofRank rank: Int64) -> Int? {
        var met: Int64 = 0
        for page in places.indices where places[page] > 0 {
            for (slot, count) in self[page].enumerated() where count > 0 {
                met += count
                if met >= rank { return page * Self.size + slot }
            }
        }
        return nil
    }

    /// Calls `body` with each counter that is above zero, from the least on.
    func forEachCounter(_ body: (_ index: Int, _ count: Int64) -> Void) {
        for page in places.indices where places[page] > 0 {
            for (slot, count) in self[page].enumerated() where count > 0 {
                body(page * Self.size + slot, count)
            }
        }
    }

    /// A page that is there.
    private subscript(page: Int) -> ArraySlice<Int64> {
        let end = Int(places[page]) * Self.size
        return counters[end - Self.size..<end]
    }

    /// Where a page's counters begin; makes it where it is not there.
    private mutating func start(ofPage page: Int) -> Int {
        if places.isEmpty { places = Array(repeating: 0, count: HistogramLayout.pages) }
        if places[page] == 0 {
            counters += repeatElement(0, count: Self.size)
            places[page] = UInt16(counters.count / Self.size)
        }
        return (Int(places[page]) - 1) * Self.size
    }
}

extension PagedCounters: Equatable {
    /// Whether each counter stands at the same; pages may have been met in another order.
    static func == (one: PagedCounters, other: PagedCounters) -> Bool {
        (0..<HistogramLayout.pages).allSatisfy { page in
            let (mine, theirs) = (one.page(page), other.page(page))
            return mine == theirs
                || (mine ?? theirs)?.allSatisfy { $0 == 0 } == true && (mine == nil || theirs == nil)
        }
    }

    private func page(_ page: Int) -> ArraySlice<Int64>? {
        page < places.count && places[page] > 0 ? self[page] : nil
    }
}
