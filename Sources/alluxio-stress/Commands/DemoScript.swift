import CommandLineOptions
import FaultDrill
import Glibc
import OSThreads

/// The steps of `demo`: each a command line of this program, run as a program of its own, and what it must end with.
struct DemoScript {
    /// A file of the demo is not as its commands should have left it.
    private struct Unexpected: Error, CustomStringConvertible { let description: String }

    private let port: Int
    private let folder: DemoFolder

    init(port: Int) throws {
        self.port = port
        folder = try DemoFolder()
    }

    /// Runs every step; 0 when each ended as it must, and nothing is left of it on this machine in any case.
    func run() throws -> Int32 {
        defer { folder.remove() }
        let proxy = "--host 127.0.0.1 --port \(port)"
        Console.write("An Alluxio proxy in memory listens on 127.0.0.1:\(port).", to: 1)
        let steps: [(line: String, status: Int32)] = [
            ("get-data", 0),
            ("parallel-write \(proxy) --node 1 --src data/5mb.txt --nprocess 4 --iteration 5", 0),
            ("verify-write \(proxy) --node 1 --src data/5mb.txt --nfiles 4", 0),
            (
                "parallel-read \(proxy) --src /alluxio-py-test --node 1 --nprocess 4 --iteration 5 --dst copies --expect data/5mb.txt",
                0
            ),
            ("verify-read \(proxy) --src /alluxio-py-test --node 1 --dst copies --nfiles 4", 0),
        ]
        for step in steps where try !run(step.line, mustEndWith: step.status) { return ExitStatus.fail }

        try changeOneByte(of: "copies/process_2", at: 1_234_567)
        let found = try run(
            "verify-read \(proxy) --src /alluxio-py-test --node 1 --dst copies --nfiles 4",
            mustEndWith: 1,
            mustSay: "byte 1,234,567")
        let cleaned = try run("clean \(proxy) --node 1", mustEndWith: 0)
        guard found, cleaned, try drill() else { return ExitStatus.fail }
        Console.write("\nDEMO PASSED: all bytes were right, and the one that was changed was found.", to: 1)
        return ExitStatus.pass
    }

    /// This process's variables without those that are options: the commands must reach no other server than this one,
    /// where they write and delete.
    private static var environment: [String] {
        ((try? ProgramText.environment()) ?? [:])
            .filter { !$0.key.hasPrefix(CommandSyntax.variablePrefix) }.map { "\($0.key)=\($0.value)" }
    }

    private func run(_ line: String, mustEndWith status: Int32, mustSay text: String? = nil) throws -> Bool {
        Console.write("\n$ alluxio-stress \(line)", to: 1)
        let program = try folder.start {
            try Subprocess(
                "/usr/bin/env",
                ["-C", folder.path, "/proc/\(getpid())/exe"] + line.split(separator: " ").map(String.init),
                environment: Self.environment)
        }
        let output = try Self.show(program)
        let ended = folder.wait(for: program)
        if ended == .exited(status), text.map(output.contains) ?? true { return true }
        Console.write(
            "\nDEMO FAILED: that ended with \(ended), and should have ended with \(status)"
                + (text.map { " and said '\($0)'" } ?? ""), to: 2)
        return false
    }

    /// Hands on what a program writes; all of it, at its end.
    private static func show(_ program: Subprocess) throws(SystemError) -> String {
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 64 << 10, alignment: 1)
        defer { buffer.deallocate() }
        var output: [UInt8] = []
        while let count = try program.read(into: buffer, until: .now + .seconds(60)), count > 0 {
            let piece = Array(buffer[..<count])
            try WholeFile.write(piece, to: 1, named: "standard output")
            output += piece
        }
        return String(decoding: output, as: UTF8.self)
    }

    /// A few faults, each on a proxy of its own, that the commands must tell as what they are.
    private func drill() throws -> Bool {
        let tally = try DrillTally(DrillCase.few, seed: 1) { outcome in
            guard !outcome.complaints.isEmpty else { return }
            for line in DrillLine(outcome).lines { Console.write(line, to: 2) }
        }
        Console.write("\ndrill: \(tally)", to: 1)
        return tally.isPass
    }

    private func changeOneByte(of name: String, at offset: Int64) throws {
        Console.write("\nOne byte of \(name) is changed, at offset \(offset).", to: 1)
        let path = "\(folder.path)/\(name)"
        let descriptor = open(path, O_RDWR | O_CLOEXEC)
        guard descriptor >= 0 else { throw SystemError(doing: "open \(path)") }
        defer { close(descriptor) }
        var byte: UInt8 = 0
        let count = pread(descriptor, &byte, 1, off_t(offset))
        guard count >= 0 else { throw SystemError(doing: "read \(path)") }
        guard count == 1 else { throw Unexpected(description: "\(path) ends before byte \(offset)") }
        byte ^= 1
        guard pwrite(descriptor, &byte, 1, off_t(offset)) == 1 else {
            throw SystemError(doing: "write \(path)")
        }
    }
}
