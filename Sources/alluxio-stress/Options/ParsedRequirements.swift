import CommandLineOptions
import Report

extension ParsedOptions {
    /// What an option says that a result must come up to.
    func requirements(_ option: Option<[String]>) throws(UsageError) -> [Requirement] {
        var parsed: [Requirement] = []
        for text in self[option] {
            do throws(Requirement.Flaw) {
                parsed.append(try Requirement(text))
            } catch {
                throw self.error(option, error.description)
            }
        }
        return parsed
    }
}
