/// A chart as inline SVG: title and description for who hears it, axes, grid and marks.
///
/// Words keep their size however wide the chart is shown: only the space of the marks is stretched. That is 1,000 wide, and as
/// high as the chart; its zero is at the top.
struct Plot {
    static let width = 1000.0

    /// What tells one series from another.
    struct Series {
        var name: String
        /// From 1 on, by the palette.
        var color: Int
        /// Whether it is told by its dashes, too.
        var isDashed = false
    }

    /// Unlike any other's of the page.
    let name: String
    let title: String
    /// What is seen in it.
    let description: String
    var height = 200.0
    let x: Axis
    let y: Axis
    var legend: [Series] = []
    /// What must be known to read it right.
    var note: String?
    /// What is drawn.
    var marks: Markup
    /// What is written, in the chart's own size.
    var words: Markup = ""
    /// Whether the space of the marks has all of the width, as where there are no ticks beside it.
    var isWide = false
    /// What is told of the place under the pointer.
    var hints: [Hint] = []

    struct Hint {
        /// From 0 to 1.
        var from: Double
        var to: Double
        var words: String
    }

    var markup: Markup {
        """
        <figure id="\(name)">
        <figcaption><h3>\(title)</h3>\(keys)\(note.map { "<p class=\"note\">\($0)</p>" } as Markup?)</figcaption>
        <svg class="plot\(isWide ? " wide" : "")" role="img" aria-labelledby="\(name)-t \(name)-d" height="\(height)">
        <title id="\(name)-t">\(title)</title><desc id="\(name)-d">\(description)</desc>
        \(grid)<svg class="marks" width="100%" height="\(height)" viewBox="0 0 \(Self.width) \(height)" preserveAspectRatio="none">
        \(marks)\(hints.map(hint))</svg>
        \(labels)\(words)</svg>
        </figure>

        """
    }

    private var keys: Markup? {
        guard !legend.isEmpty else { return nil }
        let entries: [Markup] = legend.map { series in
            "<li><i class=\"k\(series.color)\(series.isDashed ? " dashed" : "")\"></i>\(series.name)</li>"
        }
        return "<ul class=\"legend\">\(entries)</ul>"
    }

    private var grid: Markup {
        let across: [Markup] = y.ticks.map { tick in
            let place = height * (1 - tick.position)
            return "<line class=\"grid\" x1=\"0\" x2=\"100%\" y1=\"\(place)\" y2=\"\(place)\"/>"
        }
        let down: [Markup] = x.ticks.map { tick in
            let place = 100 * tick.position
            return
                "<line class=\"tick\" x1=\"\(place)%\" x2=\"\(place)%\" y1=\"\(height)\" y2=\"\(height + 5)\"/>"
        }
        return "\(across)\(down)\n"
    }

    private var labels: Markup {
        let across: [Markup] = y.ticks.map { tick in
            "<text class=\"y\" x=\"-8\" y=\"\(height * (1 - tick.position) + 4)\">\(tick.label)</text>"
        }
        let down: [Markup] = x.ticks.map { tick in
            let hidden: Markup = tick.isMinor ? " minor" : ""
            return
                "<text class=\"x\(hidden)\" x=\"\(100 * tick.position)%\" y=\"\(height + 20)\">\(tick.label)</text>"
        }
        let titles: Markup =
            "<text class=\"t\" x=\"-56\" y=\"-14\">\(y.title)</text>"
            + "<text class=\"t e\" x=\"100%\" y=\"\(height + 40)\">\(x.title)</text>"
        return "\(across)\(down)\(titles)\n"
    }

    private func hint(_ hint: Hint) -> Markup {
        let (from, to) = (Self.width * hint.from, Self.width * hint.to)
        return
            "<rect class=\"hint\" x=\"\(from)\" y=\"0\" width=\"\(max(to - from, 0.5))\" height=\"\(height)\"><title>\(hint.words)</title></rect>"
    }
}
