/// What was seen in one stretch of time, which the next may be added to.
public protocol SeriesElement: Sendable, Equatable {
    /// Adds what was seen in the stretch that follows.
    mutating func append(_ next: Self)
}

/// What was seen over time, in stretches of one length: so many at most, which become twice as long when there are more.
public struct Series<Element: SeriesElement>: Sendable, Equatable {
    /// The last may be shorter.
    public private(set) var elements: [Element] = []
    /// Of how many that were added an element is.
    public private(set) var step = 1
    private let limit: Int
    /// Of how many the last is; a step's where there is none.
    private var inLast = 1

    /// - Parameter limit: how many stretches are kept apart, at least two.
    public init(limit: Int) { self.limit = max(2, limit) }

    public mutating func add(_ element: Element) {
        if inLast == step, elements.count == limit { halve() }
        if let last = elements.indices.last, inLast < step {
            elements[last].append(element)
            inLast += 1
        } else {
            elements.append(element)
            inLast = 1
        }
    }

    /// Makes one of every two; what is left of an odd number is the first half of one.
    private mutating func halve() {
        inLast = elements.count.isMultiple(of: 2) ? 2 * step : step
        step *= 2
        elements = stride(from: 0, to: elements.count, by: 2).map { index in
            var element = elements[index]
            if index + 1 < elements.count { element.append(elements[index + 1]) }
            return element
        }
    }
}
