import CWideCharacters
import Glibc

/// How much room text takes on a terminal.
enum Columns {
    /// How many columns it is wide: an East Asian character takes two, a combining one none.
    static func count(_ text: String) -> Int {
        if text.utf8.allSatisfy({ (0x20..<0x7f).contains($0) }) { return text.utf8.count }
        // The C library knows the width of what the locale has, and C.UTF-8 has all.
        guard let locale = newlocale(LC_CTYPE_MASK, "C.UTF-8", nil) else { return text.unicodeScalars.count }
        let usual = uselocale(locale)
        defer {
            uselocale(usual)
            freelocale(locale)
        }
        return text.unicodeScalars.reduce(0) { $0 + max(0, Int(wide_character_columns($1.value))) }
    }
}
