/// What the run was to come up to.
struct RequirementSection {
    private static let most = 50
    private let result: ResultDocument

    init(_ result: ResultDocument) { self.result = result }

    /// Nil where nothing was required.
    var markup: Markup? {
        let requirements = result.requirements
        guard !requirements.isEmpty else { return nil }
        var table = HTMLTable("Requirements", [.words("required"), .number("it is"), .words("met")])
        for requirement in requirements.prefix(Self.most) {
            table.add([
                "<code>\(Escaping.clipped(requirement.requirement, to: 200))</code>",
                "\(requirement.value.map { RequirementText.value($0, requirement) } ?? "none")",
                requirement.met ? "<b class=\"pass\">✓ met</b>" : "<b class=\"fail\">✕ not met</b>",
            ])
        }
        return Section.markup(
            "requirements", "Requirements",
            "\(table.markup)\(Section.more(requirements.count - Self.most, "requirement"))")
    }
}
