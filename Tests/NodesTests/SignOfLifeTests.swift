import Testing

@testable import Nodes

@Suite("Signs of life")
struct SignOfLifeTests {
    @Test("are numbered by the time at which they are due, each with a key of its own")
    func numbers() {
        for number in 0..<1_000 {
            let due = SignOfLife.time(of: number)
            #expect(SignOfLife.number(at: due) == number)
            #expect(
                SignOfLife.number(at: due + SignOfLife.period(after: number) - .milliseconds(1)) == number)
            #expect(SignOfLife.time(of: number + 1) - due == SignOfLife.period(after: number))
        }
        #expect(Set((0..<1_000).map(SignOfLife.key)).count == 1_000)
    }

    @Test("are so few in a day that a launcher bears them")
    func few() { #expect(SignOfLife.number(at: .seconds(86_400)) < 3_100) }

    @Test("say why a rank ends, or that it goes on")
    func text() {
        for ending in [nil, "node 3 was interrupted"] {
            #expect(SignOfLife(SignOfLife(ending: ending).bytes).ending == ending)
        }
    }
}
