import Glibc

/// Text on its way out. A terminal or pipe that is gone is no failure of the run.
enum Output {
    static func write(_ text: String, to descriptor: Int32) {
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let count = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count > 0 { bytes = bytes.dropFirst(count) } else if errno != EINTR { return }
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
