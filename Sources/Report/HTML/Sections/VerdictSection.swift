import FoundationEssentials
import StressTest

/// What the page begins with: the verdict, what it is of, and the figures that matter most.
struct VerdictSection {
    private let result: ResultDocument
    private let interval: Int?

    /// - Parameter interval: how often the page is loaded again, in seconds; nil where the run has ended.
    init(_ result: ResultDocument, renewedEvery interval: Int?) {
        self.result = result
        self.interval = interval
    }

    /// The verdict. A run at work has none yet.
    var word: String {
        if isAtWork { return "RUNNING" }
        return switch result.verdict {
        case .pass: "PASS"
        case .fail: "FAIL"
        case .notStarted: "NOT STARTED"
        }
    }

    var markup: Markup {
        let interrupted: Markup? = result.interrupted ? " <span class=\"tag\">interrupted</span>" : nil
        let renewal: Markup? = interval.map {
            "<p class=\"facts\">\(soFar); this page renews itself every \($0) s.</p>\n"
        }
        return """
            <header>
            <p class="what">alluxio-stress <b>\(result.command)</b></p>
            <h1 class="\(style)">\(icon)\(word)\(interrupted)</h1>
            \(reason)<p class="facts">\(facts)</p>
            \(renewal)\(Figures(result).markup)</header>

            """
    }

    private var isAtWork: Bool { interval != nil }

    /// What there is to see of a run at work.
    private var soFar: String {
        guard let warmUp = result.warmup, result.totals.seconds == 0 else { return "The figures so far" }
        let files = Numbers.counted(warmUp.files, "file")
        return
            "It warms up: \(files) in \(Quantity.time(warmUp.seconds)), which count in no figure but errors, findings and what was checked"
    }

    private var hasTrouble: Bool { result.totals.errorCount > 0 || result.totals.findingCount > 0 }

    /// Of a run at work only what stays true.
    private var reason: Markup? {
        guard !isAtWork || hasTrouble else { return nil }
        return result.reason.map { "<p class=\"reason\">\(Escaping.clipped($0, to: 2_000))</p>\n" }
    }

    private var style: Markup {
        if isAtWork { return hasTrouble ? "fail" : "work" }
        return switch result.verdict {
        case .pass: "pass"
        case .fail: "fail"
        case .notStarted: "none"
        }
    }

    private var icon: Markup {
        let sign: Markup =
            switch result.verdict {
            case _ where isAtWork: "M10 7.5l6.5 4.5-6.5 4.5z"
            case .pass: "M7 12.5l3.5 3.5L17 9"
            case .fail: "M8 8l8 8M16 8l-8 8"
            case .notStarted: "M7 12h10"
            }
        return
            "<svg class=\"icon\" viewBox=\"0 0 24 24\" aria-hidden=\"true\"><circle cx=\"12\" cy=\"12\" r=\"11\"/><path d=\"\(sign)\"/></svg>"
    }

    private var facts: [Markup] {
        let server = result.server.version.map { "Alluxio \($0)" } ?? "Alluxio"
        let proxies = result.server.proxies
        var facts = [Moment.words(result.started), "from \(result.client.host)"]
        if !proxies.isEmpty {
            let more = proxies.count > 4 ? " and \(proxies.count - 4) more" : ""
            facts.append("\(server) at \(proxies.prefix(4).joined(separator: ", "))\(more)")
        }
        facts.append(result.run == 0 ? "several runs" : "run \(result.run)")
        return facts.map { "<span>\(Escaping.clipped($0, to: 500))</span> " }
    }
}

/// A moment as people read it.
enum Moment {
    /// `2026-11-27 07:14:22 UTC`, of seconds since 1970.
    static func words(_ moment: Double) -> String {
        // To the end of the year 9999.
        guard (0..<253_402_300_800).contains(moment) else { return "at no known time" }
        let text = Date(timeIntervalSince1970: moment.rounded(.down)).formatted(.iso8601)
        return text.replacing("T", with: " ").replacing("Z", with: " UTC")
    }
}
