import EmbeddedProxy
import FoundationEssentials
import TestSupport
import Testing

@testable import FaultDrill

@Suite("Cases of the drill", .ownThread, .timeLimit(.minutes(20)))
struct DrillCaseTests {
    @Test("have every kind of fault among them")
    func everyKind() {
        let drilled = Set(DrillCase.all.compactMap { $0.fault?.kind })
        #expect(Set(Fault.Kind.allCases).subtracting(drilled) == [])
    }

    @Test("have names of their own")
    func names() {
        let names = DrillCase.all.map(\.name)
        #expect(Set(names).count == names.count)
    }

    @Test("stand in the README, each with what must be said of it, and no others do")
    func readme() throws {
        let root = #filePath.split(separator: "/").dropLast(3).map { "/" + $0 }.joined()
        let text = try String(decoding: Data(contentsOf: URL(filePath: "\(root)/README.md")), as: UTF8.self)
        let lines = text.split(separator: "\n").drop { $0 != DrillCase.tableHeader }
        let rows = lines.dropFirst(2).prefix { $0.hasPrefix("|") }.map(String.init)
        #expect(rows == DrillCase.all.map(\.tableRow))
    }
}

extension DrillCase {
    static let tableHeader = "| fault | parallel-write | parallel-read | verify-write |"

    var tableRow: String {
        let said = DrillStep.allCases.map { expectation(of: $0).description }
        return "| " + ([name] + said).joined(separator: " | ") + " |"
    }
}
