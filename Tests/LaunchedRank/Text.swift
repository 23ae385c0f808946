import Glibc

enum Text {
    static func lines(of file: String) -> [Substring] {
        guard let stream = fopen(file, "r") else { return [] }
        defer { fclose(stream) }
        var text: [UInt8] = []
        while case let byte = fgetc(stream), byte != EOF { text.append(UInt8(byte)) }
        return String(decoding: text, as: UTF8.self).split(separator: "\n")
    }

    /// As one write, so that what ranks say is not mixed.
    static func say(_ line: String) { _ = (line + "\n").withCString { write(1, $0, strlen($0)) } }
}
