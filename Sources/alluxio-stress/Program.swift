import CommandLineOptions
import Glibc
import OSThreads

/// The program: which command is called, by which name, with what.
struct Program {
    static let name = "alluxio-stress"
    static let version = "0.1.0"

    static var commands: [any Command.Type] {
        [
            ParallelWrite.self, ParallelRead.self, Mixed.self, VerifyWrite.self, VerifyRead.self,
            GetData.self,
            Serve.self,
            Demo.self, Drill.self, Explain.self, Clean.self, ReportResults.self,
        ]
    }

    private let calledAs: CompatibleName?
    private let arguments: [String]
    private let environment: [String: String]

    /// Runs it as this process was called; the exit status.
    static func main() -> Int32 {
        do throws(UsageError) {
            return ExitStatus.said(
                try Program(ProgramText.arguments(), environment: ProgramText.environment()).run())
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
        TerminationSignals.ignoreThoseOfWrites()
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
                return try run(command, options)
            }
        } catch {
            Self.tell(error, of: command)
            return ExitStatus.usage
        }
    }

    private func run(_ command: any Command.Type, _ options: ParsedOptions) throws(UsageError) -> Int32 {
        guard command.runsOnNodes,
            let launched = try LaunchedRun.join(
                environment, run: command.runNumber.flatMap { options[$0] }.map { UInt32($0) },
                node: options.texts["node"])
        else {
            return try command.init(options, invocation(nil)).run()
        }
        let status: Int32
        do throws(UsageError) {
            status = try command.init(options, invocation(launched)).run()
        } catch {
            let refusal = launched.refuse(
                Introduction(command.syntax.name, options, sources: []), because: error)
            if launched.ranks.isFirst { Self.tell(refusal, of: command) }
            // Rank 0 tells and ends for all.
            status = launched.ranks.isFirst ? ExitStatus.usage : ExitStatus.pass
        }
        launched.leave(with: ExitStatus.said(status))
    }

    private func invocation(_ launched: LaunchedRun?) -> Invocation {
        Invocation(
            calledAs: calledAs, launched: launched,
            slurmTasks: environment["SLURM_STEP_NUM_TASKS"].flatMap { Int($0) })
    }

    private static func tell(_ error: UsageError, of command: any Command.Type) {
        for line in error.description.split(separator: "\n") {
            Console.write("\(name) \(command.syntax.name): \(line)", to: 2)
        }
        Console.write("(\(name) \(command.syntax.name) --help lists the options)", to: 2)
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
