import Glibc
import OSThreads
import Report

/// The last line of a terminal, which is renewed again and again while lines that stay are written above it.
final class LiveLine: Sendable {
    private static let eraseLine = "\r\u{1b}[K"

    private struct State {
        /// What stands there; nil of nothing.
        var shown: String?
        var isOver = false
        var lastLine = MonotonicTime.now
    }

    /// Nil where there is none that can be renewed: lines are then only written.
    let terminal: Terminal?
    private let state = Monitor(State())

    init(_ terminal: Terminal?) { self.terminal = terminal.flatMap { $0.renews ? $0 : nil } }

    /// Since the last line that stays.
    var silence: Duration { .now - state.withLock { $0.lastLine } }

    /// Shows a line in the place of the one before, where somebody is to see it.
    func show(_ line: (_ width: Int) -> StyledText) {
        guard let terminal, terminal.isWatched else { return }
        // The last column stays free: a terminal that has filled it may go on below.
        let line = line(terminal.width - 1)
        let text = terminal.showsColours ? line.coloured() : line.description
        state.withLock { state in
            guard !state.isOver, text != state.shown else { return }
            Output.write(Self.eraseLine + text, to: terminal.descriptor)
            state.shown = text
        }
    }

    /// Takes the line away, for good: the run is over.
    func end() {
        state.withLock { state in
            erase(&state)
            state.isOver = true
        }
    }

    /// Writes text that stays, which ends with its line.
    ///
    /// - Parameter isOfRun: whether it tells how the run goes, and comes too late once that is over.
    func write(_ text: String, to descriptor: Int32, isOfRun: Bool = false) {
        state.withLock { state in
            guard !(isOfRun && state.isOver) else { return }
            state.lastLine = .now
            guard let terminal, let shown = state.shown else {
                return Output.write(text, to: descriptor)
            }
            if descriptor == terminal.descriptor {
                Output.write(Self.eraseLine + text + shown, to: descriptor)
            } else {
                erase(&state)
                Output.write(text, to: descriptor)
            }
        }
    }

    private func erase(_ state: inout State) {
        guard let terminal, state.shown != nil else { return }
        Output.write(Self.eraseLine, to: terminal.descriptor)
        state.shown = nil
    }
}
