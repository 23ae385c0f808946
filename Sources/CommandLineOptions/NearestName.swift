/// The name that somebody who wrote `text` may have meant: the one with the fewest letters wrong, if they are few.
public func nearestName(to text: String, among names: [String]) -> String? {
    let scored = names.map { name -> (name: String, distance: Int) in
        // What was only cut short, or is longer than meant, is near whatever lacks.
        let isPart = text.count > 2 && (name.hasPrefix(text) || text.hasPrefix(name))
        return (name, isPart ? 1 : editDistance(Array(text), Array(name)))
    }
    guard let best = scored.min(by: { $0.distance < $1.distance }),
        best.distance <= max(1, min(text.count, best.name.count) / 3)
    else { return nil }
    return best.name
}

/// How many letters must be added, taken away, changed or swapped with their neighbour (optimal string alignment).
private func editDistance(_ a: [Character], _ b: [Character]) -> Int {
    var rows = [Array(0...b.count)]
    for i in a.indices {
        var row = [i + 1]
        for j in b.indices {
            var cost = min(rows[i][j] + (a[i] == b[j] ? 0 : 1), rows[i][j + 1] + 1, row[j] + 1)
            if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { cost = min(cost, rows[i - 1][j - 1] + 1) }
            row.append(cost)
        }
        rows.append(row)
    }
    return rows[a.count][b.count]
}
