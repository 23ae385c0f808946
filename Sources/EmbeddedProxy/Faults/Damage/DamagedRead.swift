import WebServer

extension Struck {
    /// How a read is answered that gives other bytes than there are, with the strike told of; nil where it is not struck so.
    func damagedRead() -> Change? {
        guard let file = call.file, let reader = call.reader, file.kinds.contains(strike.kind) else {
            return nil
        }
        let damaged = FileReader(file.damaged(by: strike), of: reader.file, path: reader.path)
        return { receiver in
            var response = receiver.end()
            reader.skipRest()
            response.body = Cluster.body(of: damaged)
            return response
        }
    }
}
