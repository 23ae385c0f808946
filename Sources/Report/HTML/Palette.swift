/// The page's colours, by day and by night. Those of marks differ for people who don't tell red from green, and have a
/// contrast of 3 or more to what they stand on; those of words have 4.5 or more.
enum Palette {
    struct Color: Sendable {
        /// Of the custom property in the style sheet.
        let name: String
        /// `#rrggbb`.
        let light: String
        let dark: String

        init(_ name: String, _ light: String, _ dark: String) {
            (self.name, self.light, self.dark) = (name, light, dark)
        }
    }

    /// What all else stands on.
    static let grounds = [
        Color("page", "#f5f6f8", "#0e1217"), Color("card", "#ffffff", "#171d25"),
        Color("soft", "#eef1f5", "#212932"),
    ]
    /// Of words.
    static let words = [
        Color("text", "#1b2430", "#e7ecf2"), Color("faint", "#566272", "#a3b0bf"),
        Color("link", "#0a5cad", "#7cbcff"), Color("pass", "#12692f", "#5fd08f"),
        Color("fail", "#b3211c", "#ff9a90"), Color("none", "#7a4d00", "#f0c25a"),
    ]
    /// Of a chart's series, in the order in which they are used.
    static let series = [
        Color("s1", "#0b67c2", "#5cb0f7"), Color("s2", "#c04a00", "#ff9d52"),
        Color("s3", "#0a7d68", "#3fcaac"), Color("s4", "#a0338c", "#e891d9"),
        Color("s5", "#7a6400", "#dcc347"), Color("s6", "#586370", "#aab5c1"),
    ]
    /// Of lines that part things and need not be seen.
    static let lines = [Color("line", "#d9dee5", "#303a46")]
    /// Of the edge beyond which a table goes on.
    static let shades = [Color("shade", "#8e99a6", "#76828f")]

    static let all = grounds + words + series + lines + shades

    /// The custom properties of a mode.
    static func properties(_ shade: KeyPath<Color, String>) -> String {
        all.map { "--\($0.name):\($0[keyPath: shade])" }.joined(separator: ";")
    }
}
