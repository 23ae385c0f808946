import OSThreads

/// `1 file`, `2 files`.
func counted(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }

/// `1.5 s`, `60 s`.
func words(_ duration: Duration) -> String {
    let seconds = duration.seconds
    return seconds == seconds.rounded() ? "\(Int64(seconds)) s" : "\(seconds) s"
}

/// The first ten of some names, or so many, and how many there are more: `a, b`, `a, b, …, j and 3 more`.
package func named(_ names: [String], most: Int = 10) -> String {
    let more = names.count > most ? " and \(names.count - most) more" : ""
    return names.prefix(most).joined(separator: ", ") + more
}

/// The first ten of some sentences, or so many, and how many there are more.
package func told(_ sentences: [String], most: Int = 10) -> [String] {
    let more = sentences.count - most
    return sentences.prefix(most) + (more > 0 ? ["and \(more) more"] : [])
}
