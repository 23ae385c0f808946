/// Why a process can't take part in the run that a launcher started it for.
package struct LaunchError: Error, Sendable, CustomStringConvertible {
    package enum Code: Sendable {
        /// The library that speaks with the launcher can't be opened.
        case noLibrary
        /// The launcher refused, or what it says can't be used.
        case refused
        /// The launcher said nothing until the deadline.
        case silent
    }

    package var code: Code
    /// What happened, for a person.
    package var message: String

    package init(_ code: Code, _ message: String) {
        self.code = code
        self.message = message
    }

    package var description: String { message }
}
