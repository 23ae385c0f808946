import Measurement

/// Where in their files the findings lie: a strip for each file, as long as that, with what is wrong in it.
struct FindingMap {
    /// So many files are drawn.
    static let most = 40
    private static let rowHeight = 34.0
    private static let stripHeight = 12.0
    private static let longestName = 42

    private struct File {
        var path: String
        var findings: [ResultDocument.Finding] = []
        /// Bytes, up to where the last finding ends at least.
        var length: Int64 = 0

        mutating func add(_ finding: ResultDocument.Finding) {
            findings.append(finding)
            let end = max(0, finding.offset).addingReportingOverflow(max(0, finding.length))
            length = max(length, finding.fileLength ?? 0, end.overflow ? .max : end.partialValue)
        }
    }

    private let files: [File]
    /// How many files have findings that are listed.
    let fileCount: Int

    /// - Parameter findings: those that the page lists, which are of one file after the other.
    init?(_ findings: some Sequence<ResultDocument.Finding>) {
        var files: [File] = []
        for finding in findings {
            if files.last?.path != finding.path { files.append(File(path: finding.path)) }
            files[files.count - 1].add(finding)
        }
        guard !files.isEmpty else { return nil }
        fileCount = files.count
        self.files = Array(files.prefix(Self.most))
    }

    var markup: Markup {
        let scale = Scale.linear(exactly: Double(files.map(\.length).max() ?? 0))
        let groups = FindingGroup.allCases.filter { group in
            files.contains { $0.findings.contains { FindingGroup($0.kind) == group } }
        }
        var plot = Plot(
            name: "finding-map", title: "Where in the files the findings lie", description: description,
            height: Self.rowHeight * Double(files.count), x: .bytes("byte of the file", scale),
            y: Axis(title: "", ticks: []), marks: "")
        plot.isWide = true
        plot.legend = groups.map { Plot.Series(name: $0.name, color: $0.color) }
        plot.marks = "\(files.enumerated().map { strip($1, at: Self.rowHeight * Double($0), scale) })"
        plot.words = "\(files.enumerated().map { name($1, at: Self.rowHeight * Double($0)) })"
        return plot.markup
    }

    private func name(_ file: File, at top: Double) -> Markup {
        let isLong = file.path.unicodeScalars.count > Self.longestName
        let end = String(file.path.unicodeScalars.suffix(Self.longestName))
        return "<text class=\"path\" x=\"0\" y=\"\(top + 14)\">\(isLong ? "…" + end : end)</text>"
    }

    private func strip(_ file: File, at top: Double, _ scale: Scale) -> Markup {
        let (y, height) = (top + Self.rowHeight - Self.stripHeight - 2, Self.stripHeight)
        let width = Plot.width * (file.length > 0 ? scale.position(Double(file.length)) : 1)
        let marks: [Markup] = file.findings.map { finding in
            let place = place(of: finding, in: file)
            let from = Plot.width * scale.position(place.from)
            let to = file.length > 0 ? Plot.width * scale.position(place.to) : width
            let color = FindingGroup(finding.kind).color
            // The outline has a width of its own, so that one byte of a large file is still seen.
            return
                "<rect class=\"bar f\(color) c\(color)\" x=\"\(from)\" y=\"\(y)\" width=\"\(max(to - from, 0.5))\" height=\"\(height)\"><title>\(words(finding))</title></rect>"
        }
        return
            "<rect class=\"strip\" x=\"0\" y=\"\(y)\" width=\"\(width)\" height=\"\(height)\"/>\(marks)\n"
    }

    /// The bytes that it is about; all of the file where it is about that.
    private func place(of finding: ResultDocument.Finding, in file: File) -> (from: Double, to: Double) {
        switch finding.kind {
        case .missing, .incomplete, .evicted, .unexpected, .lengthMismatch: (0, Double(file.length))
        default: (Double(finding.offset), Double(finding.offset) + Double(finding.length))
        }
    }

    private func words(_ finding: ResultDocument.Finding) -> String {
        Escaping.clipped(finding.path, to: 100) + ": " + FindingText.what(finding)
            + " (\(finding.kind.rawValue))"
    }

    private var description: String {
        let shown =
            files.count < fileCount
            ? "The first \(files.count) of \(Numbers.counted(fileCount, "file"))"
            : "\(Numbers.counted(fileCount, "file"))"
        return "\(shown), each with its findings at their places. The table below says the same in words."
    }
}

/// What kinds of findings have in common, which is what the map tells apart.
enum FindingGroup: CaseIterable {
    case lost
    case anothers
    case damaged
    case surplus

    init(_ kind: Finding.Kind) {
        self =
            switch kind {
            case .missing, .incomplete, .evicted, .short, .zeros: .lost
            case .wrongOffset, .stale, .newer, .wrongFile, .foreign: .anothers
            case .flippedBits, .garbage, .different: .damaged
            case .long, .unexpected, .lengthMismatch: .surplus
            }
    }

    var name: String {
        switch self {
        case .lost: "lost: missing, incomplete, evicted, short, zeros"
        case .anothers: "data of another place, version, file or run"
        case .damaged: "damaged: different, flipped bits, garbage"
        case .surplus: "surplus: long, unexpected, length"
        }
    }

    /// By the palette.
    var color: Int {
        switch self {
        case .lost: 2
        case .anothers: 1
        case .damaged: 4
        case .surplus: 5
        }
    }
}
