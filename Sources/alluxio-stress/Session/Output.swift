import Glibc
import OSThreads
import Synchronization

/// Text on its way out. A terminal or pipe that is gone is no failure of the run; a disk that is full is.
enum Output {
    private static let lost = Atomic(false)

    /// Whether text was lost for which somebody may be waiting.
    static var isLost: Bool { lost.load(ordering: .relaxed) }

    static func write(_ text: String, to descriptor: Int32) {
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let count = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count > 0 {
                bytes = bytes.dropFirst(count)
            } else if errno != EINTR {
                return noteLost(on: descriptor, because: errno)
            }
        }
    }

    /// Notes that text could not be written, and says so the first time, where it still can.
    private static func noteLost(on descriptor: Int32, because code: Int32) {
        guard !isReaderGone(descriptor, code), !lost.exchange(true, ordering: .relaxed) else { return }
        guard descriptor != 2 else { return }
        write(
            "\(Program.name): not all that is said could be written to standard output: \(SystemError.text(of: code))\n",
            to: 2)
    }

    /// Whether nobody is left who could miss the text.
    private static func isReaderGone(_ descriptor: Int32, _ code: Int32) -> Bool {
        switch code {
        // The second where it was closed before the program began.
        case EPIPE, EBADF: return true
        // Of a terminal that was closed; of a disk it is a failure.
        case EIO:
            var status = stat()
            return fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFCHR
        default: return false
        }
    }

    /// The text with all that would steer a terminal written out: names come from others, and may hold anything.
    static func visible(_ text: String) -> String {
        // A byte of them has each of these; a long table is looked through for no more.
        guard text.utf8.contains(where: { $0 < 0x20 && $0 != 0x0a || $0 == 0x7f || $0 == 0xc2 || $0 >= 0xd8 })
        else {
            return text
        }
        return text.unicodeScalars.map { scalar in
            steers(scalar) ? scalar.escaped(asASCII: true) : String(scalar)
        }.joined()
    }

    private static func steers(_ scalar: Unicode.Scalar) -> Bool {
        // Those that turn the direction of text would show a name as another.
        scalar.properties.generalCategory == .control && scalar != "\n" || scalar.properties.isBidiControl
    }
}
