extension [ResultDocument] {
    /// The same with all moments by the clock of the proxy, where every one tells by how much that was ahead of its machine's.
    var byOneClock: [ResultDocument] {
        let offsets = compactMap { $0.clockOffset?.ahead }
        guard count > 1, offsets.count == count, offsets.allSatisfy({ abs($0) <= Self.most }) else {
            return self
        }
        return zip(self, offsets).map { $0.moved(by: $1) }
    }

    /// A clock that is wrong by more is none.
    private static var most: Double { 1e9 }
}

extension ResultDocument {
    fileprivate func moved(by seconds: Double) -> ResultDocument {
        var moved = self
        let move = { (moment: inout Double) in moment = max(0, moment + seconds) }
        move(&moved.started)
        for index in moved.iterations.indices { move(&moved.iterations[index].start) }
        for index in moved.intervals.indices { move(&moved.intervals[index].start) }
        for index in moved.errors.indices { moved.errors[index].move(move) }
        for index in moved.ignored.errors.indices { moved.ignored.errors[index].move(move) }
        return moved
    }
}

extension ResultDocument.Failure {
    fileprivate mutating func move(_ move: (inout Double) -> Void) {
        move(&first.time)
        move(&lastTime)
    }
}
