import Glibc

exit(Program(CommandLine.arguments, environment: Program.environment).run())
