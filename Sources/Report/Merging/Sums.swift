extension ResultDocument.Totals {
    /// Adds what can be added; `seconds`, `elapsed` and what comes from them are the caller's.
    mutating func add(_ other: Self) throws(UnmergeableResults) {
        try files.add(other.files)
        try bytes.add(other.bytes)
        try bytesMoved.add(other.bytesMoved)
        try errorCount.add(other.errorCount)
        try findingCount.add(other.findingCount)
        try retries.add(other.retries)
        try unsettled.add(other.unsettled)
        try checkedFiles.add(other.checkedFiles)
        try checkedBytes.add(other.checkedBytes)
        try uncheckedFiles.add(other.uncheckedFiles)
        clientCPUSeconds += other.clientCPUSeconds
        peakResidentBytes = max(peakResidentBytes, other.peakResidentBytes)
    }
}

extension ResultDocument.Run {
    func merged(with other: Self) throws(UnmergeableResults) -> Self {
        var sum = self
        sum.lowestVersion = min(lowestVersion, other.lowestVersion)
        sum.highestVersion = max(highestVersion, other.highestVersion)
        try sum.files.add(other.files)
        return sum
    }
}

extension ResultDocument.ReadFrom {
    mutating func add(_ other: Self) throws(UnmergeableResults) {
        try alluxio.add(other.alluxio)
        try underStore.add(other.underStore)
        try both.add(other.both)
    }
}

extension ResultDocument.WarmUp {
    /// Adds all but the operations.
    mutating func add(_ other: Self) throws(UnmergeableResults) {
        seconds = max(seconds, other.seconds)
        try files.add(other.files)
        try bytes.add(other.bytes)
        try bytesMoved.add(other.bytesMoved)
        try errorCount.add(other.errorCount)
        try findingCount.add(other.findingCount)
    }
}

extension ResultDocument.Pace {
    /// Adds all but what was achieved.
    mutating func add(_ other: Self) throws(UnmergeableResults) {
        rate += other.rate
        try due.add(other.due)
        try begun.add(other.begun)
        try behind.add(other.behind)
    }
}
