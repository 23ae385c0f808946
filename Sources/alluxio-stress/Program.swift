import CommandLineOptions
import Glibc
import OSThreads

/// The program: which command is called, by which name, with what.
struct Program {
    static let name = "alluxio-stress"
    static let version = "0.1.0"

    static var commands: [any Command.Type] {
        [
            ParallelWrite.self, ParallelRead.self, VerifyWrite.self, VerifyRead.self, GetData.self,
            Serve.self,
            Demo.self, Drill.self, Explain.self, Clean.self,
        ]
    }

    private let calledAs: CompatibleName?
    private let arguments: [String]
    private let environment: [String: String]

    /// Runs it as this process was called; the exit status.
    static func main() -> Int32 {
        do throws(UsageError) {
            return try Program(ProgramText.arguments(), environment: ProgramText.environment()).run()
        } catch {
            Console.write("\(name): \(error)", to: 2)
            return ExitStatus.usage
        }
    }

    /// - Parameter arguments: the command line, beginning with what the program was called as.
    init(_ arguments: [String], environment: [String: String]) {
        calledAs = arguments.first.flatMap(CompatibleName.init(calledAs:))
        self.arguments = Array(arguments.dropFirst())
        self.environment = environment
    }

    /// Runs it to its end; the exit status.
    func run() -> Int32 {
        TerminationSignals.ignoreBrokenPipes()
        if let calledAs { return run(calledAs.command, arguments) }
        switch arguments.first {
        case nil:
            Console.write(Self.help, to: 2)
            return ExitStatus.usage
        case "--help", "-h", "help":
            Console.write(Self.help, to: 1)
            return ExitStatus.pass
        case "--version":
            Console.write("\(Self.name) \(Self.version)", to: 1)
            return ExitStatus.pass
        case let name?:
            guard let command = Self.commands.first(where: { $0.syntax.name == name }) else {
                return Self.refuse(name)
            }
            return run(command, Array(arguments.dropFirst()))
        }
    }

    private func run(_ command: any Command.Type, _ arguments: [String]) -> Int32 {
        do throws(UsageError) {
            let parsed = try command.syntax.parse(
                arguments, environment: environment, compatibility: calledAs?.compatibility)
            switch parsed {
            case .help:
                Console.write(command.syntax.help(program: Self.name), to: 1)
                return ExitStatus.pass
            case .options(let options):
                return try command.init(options, calledAs: calledAs).run()
            }
        } catch {
            Console.write("\(Self.name) \(command.syntax.name): \(error)", to: 2)
            Console.write("(\(Self.name) \(command.syntax.name) --help lists the options)", to: 2)
            return ExitStatus.usage
        }
    }

    private static func refuse(_ name: String) -> Int32 {
        let names = commands.map { $0.syntax.name }
        let near = nearestName(to: name, among: names).map { "; did you mean \($0)?" } ?? ""
        let what =
            name.hasPrefix("-") ? "'\(name)' comes before the command" : "there is no command '\(name)'"
        Console.write("\(Self.name): \(what)\(near)", to: 2)
        Console.write("(the commands are \(names.joined(separator: ", ")))", to: 2)
        return ExitStatus.usage
    }

    private static var help: String {
        let widest = commands.map { $0.syntax.name.count }.max() ?? 0
        let lines = commands.map { command in
            let name = command.syntax.name
            return "  \(name)\(String(repeating: " ", count: widest - name.count))  \(command.syntax.summary)"
        }
        return """
            \(name) loads an Alluxio deployment through its REST proxies from many
            processes, and says whether every operation succeeded, whether every byte that
            came back is right, and how fast it was.

            \(lines.joined(separator: "\n"))

            \(name) COMMAND --help lists the options of a command.
            \(name) --version says which this is.
            Exit status: 0 pass, 1 fail, 2 the command line is wrong, 3 not started,
            130 and 143 interrupted.
            """
    }
}
