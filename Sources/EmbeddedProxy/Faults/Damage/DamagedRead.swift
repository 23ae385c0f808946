import WebServer

extension Struck {
    /// Whether the call is a read, and the strike gives it other bytes than there are.
    var isDamage: Bool { call.file?.kinds.contains(strike.kind) ?? false }

    /// How such a read is answered, with the strike told of; nil where that would be no other bytes.
    func damagedRead() -> Change? {
        guard let file = call.file, let reader = call.reader, let content = file.damaged(by: strike) else {
            return nil
        }
        let damaged = FileReader(
            content, of: reader.file, path: reader.path, blockSizeBytes: reader.blockSizeBytes)
        return { receiver in
            var response = receiver.end()
            reader.skipRest()
            response.body = Cluster.body(of: damaged)
            return response
        }
    }
}
