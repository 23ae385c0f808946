import CommandLineOptions
import EmbeddedProxy

/// In what ways the embedded proxy fails or lies.
struct FaultOptions {
    private static let faults = Option.texts(
        "fault", "FAULT",
        help:
            "A way in which it fails or lies: a KIND, and what is to be said of it after colons, as cut:every=10:limit=3. May be given several times: of those that would strike a call the first does."
    )
    private static let seed = Option(
        "seed", .number(0...Int.max),
        help:
            "What faults draw from: the same calls in the same order are then struck in the same way. Without it, any; it is printed."
    )
    private static let log = Option(
        "fault-log", .text("FILE"),
        help:
            "Adds a line of JSON to FILE for each strike: strike, time, kind, operation, path, and offset and length of the bytes that it is about."
    )
    private static let control = Option(
        "control", .number(0...65535, placeholder: "PORT"),
        help:
            "A port, on 127.0.0.1 alone, that gives the state (GET /state), adds faults (POST /faults, a fault a line) and takes all away (DELETE /faults). 0 takes a free one, and says which."
    )

    static let group = OptionGroup("Faults", [faults, seed, log, control])

    /// What faults are, for the help: a paragraph each.
    static let discussion = [
        "KIND of --fault is one of \(kinds). Damage (short to doubled) is done to what reads return, and with operation=write to what writes store; every other kind strikes the calls that it can.",
        "It may be followed by :first=N (so many matching calls are spared), :every=N (of those that follow each Nth is a turn), :probability=P (the chance that it strikes then), :limit=N (at most so often), :seconds=S (how long it lasts: by default \(defaultSeconds)), :path=GLOB (which paths match: * and ? match a / too, and a : is written \\:) and :operation=OP (which calls: \(operations)).",
    ]

    private static var kinds: String { Fault.Kind.allCases.map(\.rawValue).joined(separator: " ") }

    private static var operations: String {
        Fault.Operation.allCases.map(\.rawValue).joined(separator: " ")
    }

    private static var defaultSeconds: String {
        Fault.Kind.allCases.compactMap { kind in
            kind.defaultSeconds.map { "\(kind.rawValue) \(Int($0))" }
        }.joined(separator: ", ")
    }

    /// The kind that somebody who wrote `text` may have meant, where it has none.
    private static func hint(_ text: String) -> String {
        let kind = String(text.prefix { $0 != ":" })
        guard Fault.Kind(rawValue: kind) == nil else { return "" }
        let near = nearestName(to: kind, among: Fault.Kind.allCases.map(\.rawValue))
        return near.map { "did you mean \($0)? " } ?? ""
    }

    let faults: [Fault]
    let logPath: String?
    let controlPort: Int?
    let seed: UInt64
    /// Whether the seed is nobody's choice, and may matter.
    let saysSeed: Bool

    init(_ options: ParsedOptions) throws(UsageError) {
        var faults: [Fault] = []
        for text in options[Self.faults] {
            do throws(FaultTextError) { faults.append(try Fault(text)) } catch {
                throw options.error(Self.faults, Self.hint(text) + error.description)
            }
        }
        self.faults = faults
        logPath = options[Self.log]
        controlPort = options[Self.control]
        seed = UInt64(options[Self.seed] ?? .random(in: 0...(1 << 32)))
        saysSeed = options[Self.seed] == nil && (!faults.isEmpty || controlPort != nil)
    }
}
