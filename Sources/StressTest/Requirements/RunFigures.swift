import Measurement

/// The figures of a run that requirements may be about.
struct RunFigures {
    var outcome: Outcome
    var seconds: Double
    var elapsed: Double
    var bytesMoved: Int64
    var clientCPUSeconds: Double
    var peakResidentBytes: Int64
}
