import Glibc
import Report

/// Where lines for the user go.
struct Console: Sendable {
    enum Loudness: Sendable {
        /// Says nothing: another says it.
        case silent
        case quiet
        case normal
        case verbose
    }

    let loudness: Loudness
    /// Below the lines that stay, where those that inform go to a terminal.
    let liveLine: LiveLine
    private let showsProgress: Bool
    /// Where what informs goes: standard error where standard output carries the result's JSON.
    private let output: Int32
    private let coloured: Set<Int32>
    private let isPassedOn: Bool

    /// - Parameters:
    ///   - isOutputTaken: whether standard output carries the result's JSON.
    ///   - showsProgress: whether it is told how a run goes.
    ///   - isPassedOn: whether a launcher takes what is written, and what looks like a terminal is none: mpirun has one for
    ///     rank 0 also where its own output is a file.
    init(loudness: Loudness, isOutputTaken: Bool, showsProgress: Bool, isPassedOn: Bool = false) {
        self.loudness = loudness
        self.showsProgress = showsProgress
        output = isOutputTaken ? 2 : 1
        self.isPassedOn = isPassedOn
        liveLine = LiveLine(isPassedOn ? nil : Terminal(output))
        coloured = isPassedOn ? [] : Set([1, 2].filter { Terminal($0)?.showsColours == true })
    }

    /// Columns that tables keep to.
    var width: Int { terminal(output)?.width ?? Terminal.usualWidth }

    /// Columns at which sentences to standard error are wrapped; nil where that is no terminal, and lines stay whole.
    var errorWidth: Int? { terminal(2)?.width }

    private func terminal(_ descriptor: Int32) -> Terminal? { isPassedOn ? nil : Terminal(descriptor) }

    /// Whether it is told how a run goes.
    var tellsProgress: Bool { showsProgress && informs }

    private var informs: Bool { loudness == .normal || loudness == .verbose }

    /// What only informs.
    func say(_ line: StyledText) { if informs { write(line, to: output) } }

    func say(_ line: String) { say(StyledText(line)) }

    /// What tells how a run goes; nothing once that is over.
    func progress(_ line: @autoclosure () -> StyledText) {
        if tellsProgress { write(line(), to: output, isOfRun: true) }
    }

    func progress(_ line: @autoclosure () -> String) { progress(StyledText(line())) }

    /// What is said even when asked to be quiet.
    func always(_ line: StyledText) { write(line, to: output) }

    /// The same of a sentence, which a terminal gets wrapped.
    func always(sentence: StyledText) {
        for line in sentence.wrapped(within: terminal(output)?.width) { always(line) }
    }

    func error(_ line: StyledText) { write(line, to: 2) }

    func error(_ line: String) { error(StyledText(line)) }

    /// The same of a sentence, which a terminal gets wrapped.
    func error(sentence: StyledText) { for line in sentence.wrapped(within: errorWidth) { error(line) } }

    private func write(_ line: StyledText, to descriptor: Int32, isOfRun: Bool = false) {
        guard loudness != .silent else { return }
        let text =
            coloured.contains(descriptor)
            ? line.coloured(Output.visible) : Output.visible(line.description)
        liveLine.write(text + "\n", to: descriptor, isOfRun: isOfRun)
    }

    /// Writes a line of a program that tells of no run.
    static func write(_ line: String, to descriptor: Int32) {
        Output.write(Output.visible(line) + "\n", to: descriptor)
    }
}
