extension AlluxioClient.Configuration {
    /// For the fuzz targets, whose server needs no time: undoing a failed upload waits for nothing.
    @_spi(Fuzzing)
    public mutating func leaveOutPauses() {
        pauseAfterACut = .zero
        pauseAfterAnUndoingClose = .zero
    }
}
