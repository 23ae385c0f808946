import Glibc

/// A terminal that text goes to.
struct Terminal: Sendable {
    /// Of one that doesn't say.
    static let usualWidth = 80

    let descriptor: Int32
    /// Whether what a line shows can be replaced.
    let renews: Bool
    let showsColours: Bool

    /// Nil where a descriptor is none.
    init?(_ descriptor: Int32) {
        guard isatty(descriptor) == 1 else { return nil }
        self.descriptor = descriptor
        renews = !["", "dumb"].contains(Self.variable("TERM"))
        // https://no-color.org: any value but an empty one.
        showsColours = renews && Self.variable("NO_COLOR").isEmpty
    }

    /// Columns, as they are now.
    var width: Int {
        var size = winsize()
        guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else {
            return Self.usualWidth
        }
        return Int(size.ws_col)
    }

    /// Whether somebody is to see now what is only seen for a moment: not while another job has the terminal, nor while
    /// what was written before waits.
    var isWatched: Bool {
        let foreground = tcgetpgrp(descriptor)
        guard foreground < 0 || foreground == getpgrp() else { return false }
        var ready = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        return poll(&ready, 1, 0) == 1 && ready.revents == Int16(POLLOUT)
    }

    private static func variable(_ name: String) -> String {
        getenv(name).map { String(cString: $0) } ?? ""
    }
}
