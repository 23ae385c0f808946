import OSThreads
import StressTest

/// How a run goes at a moment, in one line.
public struct ProgressLine {
    /// A part of the line, which is left out where there is no room for it and for those of lower ranks.
    private struct Item {
        var rank: Int
        var text: StyledText

        init(_ rank: Int, _ text: String, _ style: StyledText.Style = .plain) {
            (self.rank, self.text) = (rank, StyledText(text, style))
        }
    }

    private static let gap = "  "
    /// What is left of a line's width when the usual figures have theirs is the bar's, so that it does not change its own.
    private static let widthOfFigures = 90
    private static let barWidths = 8...32

    private let progress: Progress

    public init(_ progress: Progress) { self.progress = progress }

    /// For a terminal: no more than so many columns.
    public func line(width: Int) -> StyledText {
        let items = items
        var chosen: [Int] = []
        var room = width + Self.gap.count
        for index in items.indices.sorted(by: { items[$0].rank < items[$1].rank }) {
            let needed = items[index].text.columns + Self.gap.count
            guard needed <= room else { break }
            room -= needed
            chosen.append(index)
        }
        guard !chosen.isEmpty else {
            return StyledText(String((items.first?.text.description ?? "").prefix(max(0, width))))
        }
        var texts = chosen.sorted().map { items[$0].text }
        if let bar = bar(ofLineWith: width, room: room - Self.gap.count) { texts.insert(bar, at: 2) }
        return texts.dropFirst().reduce(texts[0]) { $0 + StyledText(Self.gap) + $1 }
    }

    /// For where a line stays that is written.
    ///
    /// - Parameter time: since the run began.
    public func line(after time: Duration) -> StyledText {
        let passed = StyledText("after \(Numbers.clock(time.seconds, rounded: .down)): ")
        return items.enumerated().reduce(passed) { line, item in
            line + StyledText(item.offset == 0 ? "" : ", ") + item.element.text
        }
    }

    /// In the order in which they stand; the first two say how far the run is.
    private var items: [Item] {
        var items = [Item(0, phase)]
        if let done = progress.done { items.append(Item(1, "\(Int(done * 100))%")) }
        if let rate = progress.bytesPerSecond, !isFilesAlone {
            items.append(Item(2, Numbers.megabytesPerSecond(rate)))
        }
        if let rate = progress.filesPerSecond {
            items.append(Item(7, Numbers.significant(rate) + " files/s"))
        }
        if progress.phase.hasBegun, !isFilesAlone {
            let p99 = progress.p99.map { Numbers.shortTime($0.seconds) } ?? "-"
            items.append(Item(6, "p99 \(p99)"))
        }
        let errors = Numbers.counted(progress.errors, "error")
        items.append(progress.errors > 0 ? Item(3, errors, .bad) : Item(8, errors))
        if progress.findings > 0 {
            items.append(Item(4, Numbers.counted(progress.findings, "finding"), .bad))
        }
        if let left = progress.left {
            items.append(Item(5, Numbers.clock(left.seconds, rounded: .up) + " left"))
        }
        return items
    }

    /// Whether it is about files and not about what is in them.
    private var isFilesAlone: Bool {
        if case .files = progress.phase { progress.bytesMoved == 0 } else { false }
    }

    private var phase: String {
        switch progress.phase {
        case .preparing: "preparing"
        case .waiting: "waiting for --start-at"
        case .warmingUp: "warm-up"
        case .measured: Numbers.counted(progress.files, "file")
        case .finishing: "finishing"
        case .iteration(let number, let count): "iteration \(Numbers.whole(number))/\(Numbers.whole(count))"
        case .files(let number, let count):
            "\(Numbers.whole(number))/\(Numbers.whole(count)) file\(count == 1 ? "" : "s")"
        }
    }

    /// Nil where there is no room to see anything of it, or where nothing says how far the run is.
    private func bar(ofLineWith width: Int, room: Int) -> StyledText? {
        let columns = min(width - Self.widthOfFigures, Self.barWidths.upperBound)
        guard let done = progress.done, columns >= Self.barWidths.lowerBound, columns <= room else {
            return nil
        }
        let length = columns - 2
        let filled = min(length, max(0, Int(done * Double(length))))
        let head = filled < length ? ">" : ""
        let rest = String(repeating: " ", count: length - filled - head.count)
        return StyledText("[" + String(repeating: "=", count: filled) + head + rest + "]", .dim)
    }
}
