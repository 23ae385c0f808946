import Glibc

/// Where lines for the user go. A terminal or pipe that is gone is no failure of the run.
struct Console: Sendable {
    enum Loudness: Sendable {
        case quiet
        case normal
        case verbose
    }

    var loudness: Loudness
    /// Standard output carries the result's JSON, so that all text goes to standard error.
    var isOutputTaken: Bool
    /// Whether a line an iteration is shown.
    var showsProgress: Bool

    /// What only informs.
    func say(_ line: String) {
        if loudness != .quiet { Self.write(line, to: isOutputTaken ? 2 : 1) }
    }

    func progress(_ line: @autoclosure () -> String) {
        if showsProgress, loudness != .quiet { say(line()) }
    }

    /// What is said even when asked to be quiet.
    func always(_ line: String) { Self.write(line, to: isOutputTaken ? 2 : 1) }

    func error(_ line: String) { Self.write(line, to: 2) }

    static func write(_ line: String, to descriptor: Int32) {
        var bytes = Array((visible(line) + "\n").utf8)[...]
        while !bytes.isEmpty {
            let count = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count > 0 { bytes = bytes.dropFirst(count) } else if errno != EINTR { return }
        }
    }

    /// The text with all that would steer a terminal written out: names come from others, and may hold anything.
    private static func visible(_ text: String) -> String {
        // A byte of them has each of these; a long table is looked through for no more.
        guard text.utf8.contains(where: { $0 < 0x20 && $0 != 0x0a || $0 == 0x7f || $0 == 0xc2 }) else {
            return text
        }
        return text.unicodeScalars.map { scalar in
            steers(scalar) ? scalar.escaped(asASCII: true) : String(scalar)
        }.joined()
    }

    private static func steers(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.generalCategory == .control && scalar != "\n"
    }
}
