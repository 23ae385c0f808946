/// `1 file`, `2 files`.
func counted(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }

/// The first ten of some names, and how many there are more: `a, b`, `a, b, …, j and 3 more`.
func named(_ names: [String]) -> String {
    let most = 10
    let more = names.count > most ? " and \(names.count - most) more" : ""
    return names.prefix(most).joined(separator: ", ") + more
}
