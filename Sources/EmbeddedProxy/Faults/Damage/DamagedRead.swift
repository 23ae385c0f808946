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

    /// How a write is answered that tells of fewer bytes than it took; nil where it is not struck so.
    var shortCount: Change? {
        guard strike.kind == .shortCount else { return nil }
        return { receiver in
            let response = receiver.end()
            guard case .bytes(let text) = response.body,
                let count = Int64(String(decoding: text, as: UTF8.self)), count > 0
            else { return response }
            var random = strike.random
            let told = Int64.random(in: 0..<count, using: &random)
            strike.log(offset: told, length: count - told)
            return Response(response.status, contentType: response.contentType, text: String(told))
        }
    }
}
