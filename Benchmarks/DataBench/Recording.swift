import Measurement

/// How long it takes to record one operation: nanoseconds, the best of several rounds. Durations are of every magnitude
/// from 1 us to 1 s.
func recordingTime(rounds: Int = 15) -> Double {
    var generator = SystemRandomNumberGenerator()
    let durations = (0..<4096).map { _ in
        Duration.nanoseconds(Int64.random(in: 1000..<1000 << Int64.random(in: 1...20), using: &generator))
    }
    let recorder = OperationRecorder()
    let repetitions = 256
    let best =
        (0..<rounds).map { _ in
            ContinuousClock().measure {
                for _ in 0..<repetitions {
                    for duration in durations { recorder.recordSuccess(duration, bytes: 1) }
                }
            }
        }.min() ?? .zero
    require(recorder.snapshot?.count == rounds * repetitions * durations.count, "not all was recorded")
    return best / .nanoseconds(1) / Double(repetitions * durations.count)
}
