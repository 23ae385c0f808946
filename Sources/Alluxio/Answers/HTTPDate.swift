/// The moment that a Date header names, milliseconds since 1970; nil for what is not an IMF-fixdate of RFC 9110,
/// section 5.6.7, as `Tue, 24 Nov 2026 14:40:00 GMT`.
func millisecondsSince1970(httpDate text: String) -> Int64? {
    let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    let words = text.split(separator: " ")
    guard words.count == 6, words[5] == "GMT",
        let day = Int64(words[1]), (1...31).contains(day),
        let month = months.firstIndex(of: String(words[2])),
        let year = Int64(words[3]), (1970...9999).contains(year)
    else { return nil }
    let clock = words[4].split(separator: ":").compactMap { Int64($0) }
    guard clock.count == 3, (0...23).contains(clock[0]), (0...59).contains(clock[1]),
        (0...60).contains(clock[2])
    else { return nil }
    // Days by years that begin in March, so that a leap day is a year's last.
    let shifted = month < 2 ? year - 1 : year
    let dayOfYear = (153 * ((Int64(month) + 10) % 12) + 2) / 5 + day - 1
    let days = shifted * 365 + shifted / 4 - shifted / 100 + shifted / 400 + dayOfYear - 719_468
    return (((days * 24 + clock[0]) * 60 + clock[1]) * 60 + clock[2]) * 1000
}
