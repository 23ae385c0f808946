import EmbeddedProxy
import TestSupport
import Testing

@Suite("The text of a fault")
struct FaultTextTests {
    @Test("gives every part of it")
    func parts() throws {
        let fault = try Fault(
            #"stall:first=3:every=2:limit=7:probability=0.25:seconds=1.5:path=/a\:b/*:operation=read"#)
        #expect(fault.kind == .stall && fault.first == 3 && fault.every == 2 && fault.limit == 7)
        #expect(fault.probability == 0.25 && fault.seconds == 1.5)
        #expect(fault.path == "/a:b/*" && fault.operation == .read)
    }

    @Test("is the kind alone where nothing else is said: every call, always")
    func kindAlone() throws {
        for kind in Fault.Kind.allCases {
            #expect(try Fault(kind.rawValue) == Fault(kind))
            #expect(Fault(kind).description == kind.rawValue)
        }
    }

    @Test(
        "that is wrong is refused, with what would be right",
        arguments: [
            ("", "'' is no kind of fault; there are short long"),
            ("ctu", "'ctu' is no kind of fault; there are short long"),
            ("CUT", "'CUT' is no kind of fault"),
            ("cut:", "'' is nothing that a fault has; what follows its kind is first=… every=…"),
            ("cut:often", "'often' is nothing that a fault has"),
            ("cut:limit", "'limit' has no value: it is limit=VALUE"),
            ("cut:limit=", "'limit=' has no value"),
            ("cut:limit=1:limit=1", "'limit' is given twice in 'cut:limit=1:limit=1'"),
            ("cut:limit=0", "limit: '0' is no whole number of at least 1"),
            ("cut:every=0", "every: '0' is no whole number of at least 1"),
            ("cut:first=-1", "first: '-1' is no whole number of at least 0"),
            ("cut:first=+1", "first: '+1' is no whole number"),
            ("cut:first=99999999999999999999", "first: '99999999999999999999' is no whole number"),
            ("cut:probability=0", "probability: '0' is not a chance above 0 and up to 1, such as 0.1"),
            ("cut:probability=1.01", "probability: '1.01' is not a chance"),
            ("cut:probability=nan", "probability: 'nan' is not a chance"),
            ("cut:probability=0x1p-3", "probability: '0x1p-3' is not a chance"),
            ("hang:seconds=0", "seconds: '0' is not a number of seconds above 0"),
            ("hang:seconds=-1", "seconds: '-1' is not a number of seconds"),
            ("hang:seconds=inf", "seconds: 'inf' is not a number of seconds"),
            ("hang:seconds=1e9", "seconds: '1e9' is not a number of seconds above 0 and up to 86400"),
            ("cut:seconds=1", "'cut' takes no seconds; stall, slow, refuse, hang, late, late-effect do"),
            ("cut:operation=write", "operation: 'cut' can't strike write, only read"),
            ("lost:operation=read", "operation: 'lost' can't strike read, only write"),
            (
                "bad-json:operation=delete",
                "operation: 'bad-json' can't strike delete, only create-file write"
            ),
            ("garbage:operation=close", "operation: 'garbage' can't strike close, only write read"),
            ("500:operation=open", "operation: 'open' is no operation; 500 can strike create-file write"),
        ])
    func wrong(text: String, message: String) {
        let error = #expect(throws: FaultTextError.self) { try Fault(text) }
        #expect(error?.description.contains(message) == true, "\(error?.description ?? "")")
    }

    @Test("of any fault gives the fault again")
    func roundTrip() throws {
        var random = SeededGenerator()
        for _ in 0..<2000 {
            let fault = Fault.random(using: &random)
            #expect(try Fault(fault.description) == fault, "seed \(random.seed): \(fault)")
        }
    }

    @Test("made of any pieces is a fault or refused, and what it gives is the same again")
    func noise() {
        var random = SeededGenerator()
        let pieces =
            Fault.Kind.allCases.map(\.rawValue) + [
                ":", ":", ":", "=", "\\", "first", "every=", "limit=2", "probability=.5", "seconds=2e0",
                "path=",
                "*", "/a", "operation=read", "1", "\u{e9}", "é", "\0", " ",
            ]
        var understood = 0
        for _ in 0..<20_000 {
            let text = (0..<Int.random(in: 1...6, using: &random)).compactMap { _ in
                pieces.randomElement(using: &random)
            }.joined()
            guard let fault = try? Fault(text) else { continue }
            understood += 1
            #expect((try? Fault(fault.description)) == fault, "seed \(random.seed): \(text)")
        }
        #expect(understood > 100, "seed \(random.seed)")
    }
}

extension Fault {
    /// Any fault that can be written.
    fileprivate static func random(using random: inout SeededGenerator) -> Fault {
        var fault = Fault(Kind.allCases.randomElement(using: &random) ?? .cut)
        if Bool.random(using: &random) { fault.first = .random(in: 0...9, using: &random) }
        if Bool.random(using: &random) { fault.every = .random(in: 1...9, using: &random) }
        if Bool.random(using: &random) { fault.limit = .random(in: 1...9, using: &random) }
        if Bool.random(using: &random) { fault.probability = .random(in: 1e-9...1, using: &random) }
        if fault.kind.defaultSeconds != nil, Bool.random(using: &random) {
            fault.seconds = .random(in: 1e-6...86_400, using: &random)
        }
        if Bool.random(using: &random) {
            let letters = ["/", "a", ":", "*", "?", "[", "]", "=", " ", "\u{301}", #"\\"#, #"\*"#]
            fault.path = "/" + (0..<6).compactMap { _ in letters.randomElement(using: &random) }.joined()
        }
        if Bool.random(using: &random) {
            let possible = Operation.allCases.filter(fault.kind.possibleOperations.contains)
            fault.operation = possible.randomElement(using: &random)
        }
        return fault
    }
}
